import type { QueryClient } from "@tanstack/react-query";
import { cacheUpdater } from "./invalidate";
import type { ClientMessage, Connection, ServerMessage } from "./protocol";
import { openSocket } from "./socket";
import { Watches } from "./watches";

export interface LiveHooks {
  signedOut: () => void;
  noRights: () => void;
}

type Listener = (message: ServerMessage) => void;

/** How long pages wait for the connection, in milliseconds. */
const patience = 700;

/** What the pages know of the live connection. */
export class Live {
  readonly watches: Watches;
  connection: Connection = "connecting";
  /** Whether pages may read: what changes from now on is heard of, or will be read again. */
  ready = false;
  private connectionListeners = new Set<() => void>();
  private listeners = new Set<Listener>();
  private socket: ReturnType<typeof openSocket> | undefined;
  private update: Listener;
  private hooks: LiveHooks;

  constructor(cache: QueryClient, hooks: LiveHooks) {
    this.update = cacheUpdater(cache);
    this.hooks = hooks;
    this.watches = new Watches((message) => this.send(message));
  }

  open(): () => void {
    this.socket = openSocket({
      message: (message) => this.receive(message),
      connection: (state) => this.turn(state),
      signedOut: this.hooks.signedOut,
      noRights: this.hooks.noRights,
    });
    const waited = setTimeout(() => this.let(), patience);
    return () => {
      clearTimeout(waited);
      this.watches.pause();
      this.socket?.close();
      this.socket = undefined;
    };
  }

  send(message: ClientMessage) {
    this.socket?.send(message);
  }

  onMessage(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onConnection = (listener: () => void): (() => void) => {
    this.connectionListeners.add(listener);
    return () => this.connectionListeners.delete(listener);
  };

  private receive(message: ServerMessage) {
    if (message.type === "hello") this.watches.resume();
    this.watches.receive(message);
    this.update(message);
    this.listeners.forEach((listener) => listener(message));
    if (message.type === "hello") this.let();
  }

  private let() {
    if (this.ready) return;
    this.ready = true;
    this.connectionListeners.forEach((listener) => listener());
  }

  private turn(state: Connection) {
    if (state !== "live") this.watches.pause();
    if (state === this.connection) return;
    this.connection = state;
    this.connectionListeners.forEach((listener) => listener());
  }
}

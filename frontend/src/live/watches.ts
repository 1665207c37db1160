import type { Utterance } from "@/api/types";
import type { ClientMessage, ServerMessage } from "./protocol";

export interface Watched {
  utterances: Utterance[];
  last: number;
  caughtUp: boolean;
  ended: boolean;
  refused?: string;
}

interface Held {
  holders: number;
  seen: Watched;
  came: Utterance[]; // since it was last read
  last: number;
  asked: boolean;
  listeners: Set<() => void>;
  timer?: ReturnType<typeof setTimeout>;
}

const eachFrame = 16;
const whileCatchingUp = 200;

const nothing: Watched = { utterances: [], last: 0, caughtUp: false, ended: false };

/** The interactions being watched over one connection: resumes by the last pos seen, drops doubles, asks again at a gap. */
export class Watches {
  private held = new Map<string, Held>();
  private ready = false;
  private send: (message: ClientMessage) => void;

  constructor(send: (message: ClientMessage) => void) {
    this.send = send;
  }

  watch(interaction: string): () => void {
    const held = this.hold(interaction);
    held.holders++;
    if (held.holders === 1) this.ask(interaction, held);
    return () => this.letGo(interaction);
  }

  resume() {
    this.ready = true;
    for (const [interaction, held] of this.held) {
      if (held.seen.caughtUp) held.seen = { ...upToDate(held), caughtUp: false };
      if (held.holders > 0) this.ask(interaction, held);
    }
  }

  pause() {
    this.ready = false;
  }

  read(interaction: string): Watched {
    const held = this.held.get(interaction);
    return held ? upToDate(held) : nothing;
  }

  subscribe(interaction: string, listener: () => void): () => void {
    const held = this.hold(interaction);
    held.listeners.add(listener);
    return () => {
      held.listeners.delete(listener);
      this.forget(interaction);
    };
  }

  receive(message: ServerMessage) {
    if (!("interaction" in message) || !message.interaction) return;
    const held = this.held.get(message.interaction);
    if (!held) return;
    if (message.type === "utterance") {
      if (this.append(held, message)) announce(held, held.seen.caughtUp ? eachFrame : whileCatchingUp);
      return;
    }
    const next = this.next(held, message);
    if (next === held.seen) return;
    held.seen = next;
    announce(held, message.type === "caught_up" ? 0 : eachFrame);
  }

  private next(held: Held, message: ServerMessage): Watched {
    const seen = upToDate(held);
    switch (message.type) {
      case "redacted":
        return { ...seen, utterances: seen.utterances.map((u) => (u.pos === message.pos ? redact(u, message) : u)) };
      case "caught_up":
        return { ...seen, caughtUp: true };
      case "state":
        return { ...seen, ended: message.status === "ended" };
      case "ended":
        return { ...seen, ended: true };
      case "error":
        return { ...seen, refused: message.detail };
      case "watching":
        held.asked = false;
        return seen.refused ? { ...seen, refused: undefined } : seen;
      default:
        return seen;
    }
  }

  private append(held: Held, message: Extract<ServerMessage, { type: "utterance" }>): boolean {
    if (message.pos <= held.last) return false;
    if (message.pos > held.last + 1) {
      if (!held.asked) this.ask(message.interaction, held);
      return false;
    }
    held.asked = false;
    held.last = message.pos;
    const { type: _type, interaction: _interaction, ...utterance } = message;
    held.came.push(utterance);
    return true;
  }

  private ask(interaction: string, held: Held) {
    if (!this.ready) return;
    held.asked = true;
    this.send({ type: "watch", interaction, after: held.last });
  }

  private hold(interaction: string): Held {
    let held = this.held.get(interaction);
    if (!held) {
      held = { holders: 0, seen: nothing, came: [], last: 0, asked: false, listeners: new Set() };
      this.held.set(interaction, held);
    }
    return held;
  }

  private letGo(interaction: string) {
    const held = this.held.get(interaction);
    if (!held || --held.holders > 0) return;
    if (this.ready) this.send({ type: "unwatch", interaction });
    this.forget(interaction);
  }

  private forget(interaction: string) {
    const held = this.held.get(interaction);
    if (held && held.holders <= 0 && held.listeners.size === 0) this.held.delete(interaction);
  }
}

/** Tells the listeners after so many milliseconds, once for all that comes until then; at once with 0. */
function announce(held: Held, within: number) {
  const tell = () => {
    clearTimeout(held.timer);
    held.timer = undefined;
    for (const listener of held.listeners) listener();
  };
  if (within === 0) tell();
  else held.timer ??= setTimeout(tell, within);
}

/** What is seen, with what has come since; the same object until something comes. */
function upToDate(held: Held): Watched {
  if (held.came.length > 0) {
    held.seen = { ...held.seen, last: held.last, utterances: held.seen.utterances.concat(held.came) };
    held.came = [];
  }
  return held.seen;
}

function redact(utterance: Utterance, message: Extract<ServerMessage, { type: "redacted" }>): Utterance {
  return { ...utterance, text: message.text, redactions: message.redactions ?? [] };
}

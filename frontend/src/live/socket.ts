import ReconnectingWebSocket from "partysocket/ws";
import { parse } from "./protocol";
import type { ClientMessage, Connection, ServerMessage } from "./protocol";

export const closed = { signedOut: 4001, noRights: 4003 } as const;

interface Handlers {
  message: (message: ServerMessage) => void;
  connection: (state: Connection) => void;
  signedOut: () => void;
  noRights: () => void;
}

const address = () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/v1/live`;

/** One connection a tab, which comes back by itself unless the person is signed out. */
export function openSocket(handlers: Handlers) {
  const socket = new ReconnectingWebSocket(address, "rater.live.v1", {
    minReconnectionDelay: 400 + Math.random() * 1200,
    maxReconnectionDelay: 12_000 + Math.random() * 8_000,
    reconnectionDelayGrowFactor: 1.7,
    connectionTimeout: 8_000,
    maxEnqueuedMessages: 0,
  });
  const lost = () => handlers.connection(navigator.onLine ? "reconnecting" : "offline");
  const back = () => socket.reconnect(); // whatever it looks like: of one that was open nobody knows whether it still carries anything

  socket.addEventListener("message", (event) => {
    const message = parse(event.data);
    if (!message) return;
    if (message.type === "hello") handlers.connection("live");
    handlers.message(message);
  });
  socket.addEventListener("close", (event) => {
    lost();
    if (event.code === closed.signedOut) {
      socket.close();
      handlers.signedOut();
    } else if (event.code === closed.noRights) handlers.noRights();
  });
  window.addEventListener("online", back);
  window.addEventListener("offline", lost);

  return {
    send(message: ClientMessage) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    close() {
      window.removeEventListener("online", back);
      window.removeEventListener("offline", lost);
      socket.close();
    },
  };
}

import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Interaction, Offer } from "@/api/types";
import type { ServerMessage, Topic } from "./protocol";

const stale: Record<Topic, QueryKey[]> = {
  evaluations: [["evaluations"], ["standing"]],
  queue: [["queue"], ["offers"]],
  interactions: [["interactions", "list"]],
  disputes: [["disputes"], ["evaluations"]],
  coaching: [["coaching"]],
  actions: [["actions"], ["coaching"]],
  requests: [["requests"]],
  feedback: [["feedback"]],
  recognitions: [["recognitions"]],
  suggestions: [["suggestions"]],
  rounds: [["rounds"]],
};

/** Turns what the server announces into changes of the query cache; stale lists are read again at most once per pause. */
export function cacheUpdater(cache: QueryClient, pause = 400) {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    timer = undefined;
    const keys = [...waiting.values()];
    waiting.clear();
    for (const queryKey of keys) void cache.invalidateQueries({ queryKey });
  }

  function refresh(...keys: QueryKey[]) {
    for (const key of keys) waiting.set(JSON.stringify(key), key);
    timer ??= setTimeout(flush, pause);
  }

  const patch = (id: string, change: Partial<Interaction>) =>
    cache.setQueryData<Interaction>(["interactions", "one", id], (known) => known && { ...known, ...change });

  const offers = (change: (known: Offer[]) => Offer[]) =>
    cache.setQueryData<Offer[]>(["offers"], (known) => change(known ?? []));

  return (message: ServerMessage) => {
    switch (message.type) {
      case "hello":
        return refresh(["offers"], ["queue"], ["evaluations"], ["disputes"], ["coaching"], ["actions"], ["requests"], ["recognitions"], ["rounds"], ["interactions", "list"]);
      case "offer": {
        const { type: _type, ...offer } = message;
        return void offers((known) => [...known.filter((o) => o.id !== offer.id), offer]);
      }
      case "offer_closed":
        offers((known) => known.filter((o) => o.id !== message.id));
        return refresh(["queue"]);
      case "state": {
        const { type: _type, interaction, ...state } = message;
        patch(interaction, state.status === "live" ? { ...state, ended_at: undefined } : state);
        return refresh(["interactions", "list"]);
      }
      case "ended":
        patch(message.interaction, { status: "ended", ended_at: message.at });
        return refresh(["interactions", "list"]);
      case "changed":
        return refresh(...stale[message.topic] ?? []);
    }
  };
}

import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Interaction, Offer } from "@/api/types";
import type { ServerMessage, Topic } from "./protocol";

const lists: QueryKey[] = [["interactions", "list"], ["interactions", "live"]];

const stale: Record<Topic, QueryKey[]> = {
  evaluations: [["evaluations"], ["standing"]],
  queue: [["queue"], ["offers"], ["evaluator-loads"], ["pools"], ["replaced"]],
  interactions: lists,
  whispers: [["interactions", "whispers"]],
  bookmarks: [["interactions", "bookmarks"]],
  disputes: [["disputes", "list"], ["disputes", "one"], ["evaluations"]],
  coaching: [["coaching"]],
  actions: [["actions"], ["coaching"]],
  notices: [["notices"]],
  training: [["training"]],
  requests: [["requests"]],
  feedback: [["feedback"]],
  recognitions: [["recognitions"]],
  suggestions: [["suggestions"]],
  rounds: [["rounds"]],
  scorecards: [["scorecards"]],
  plans: [["plans"]],
  calibrations: [["calibrations"]],
  recordings: [["recordings"]],
};

/** Turns what the server announces into changes of the query cache; stale lists are read again at most once per pause. */
export function cacheUpdater(cache: QueryClient, pause = 400) {
  const waiting = new Map<string, QueryKey>();
  let greeted = false;
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

  /** What was announced while the connection was away, or not there yet, is read again where it has been read. */
  function hello() {
    refresh(...Object.values(stale).flat());
    if (greeted) return;
    greeted = true;
    clearTimeout(timer);
    flush();
    refresh(["offers"]);
  }

  const statusOf = (id: string) => cache.getQueryData<Interaction>(["interactions", "one", id])?.status;

  /** What is only known once it has ended is read again: how it ended, and who watched. */
  const over = (id: string) => refresh(["interactions", "one", id], ["interactions", "watches", id], ["watches"]);

  const offers = (change: (known: Offer[]) => Offer[]) =>
    cache.setQueryData<Offer[]>(["offers"], (known) => change(known ?? []));

  return (message: ServerMessage) => {
    switch (message.type) {
      case "hello":
        return hello();
      case "offer": {
        const { type: _type, ...offer } = message;
        return void offers((known) => [...known.filter((o) => o.id !== offer.id), offer]);
      }
      case "offer_closed":
        offers((known) => known.filter((o) => o.id !== message.id));
        return refresh(["queue"]);
      case "state": {
        const { type: _type, interaction, ...state } = message;
        if (statusOf(interaction) !== state.status) over(interaction);
        patch(interaction, state.status === "live" ? { ...state, ended_at: undefined } : state);
        return refresh(...lists);
      }
      case "ended":
        over(message.interaction);
        patch(message.interaction, { status: "ended", ended_at: message.at });
        return refresh(...lists);
      case "changed":
        return refresh(...stale[message.topic] ?? []);
    }
  };
}

import { useCallback, useSyncExternalStore } from "react";
import type { Interaction, Utterance } from "@/api/types";
import type { Player } from "./player";

/** When the recording of an interaction begins: as it was answered, or where nobody said when, as it began. */
export const beginOf = ({ answered_at, started_at }: Pick<Interaction, "answered_at" | "started_at">) => Date.parse(answered_at ?? started_at);

/** The pos of what was begun to be said last, so many milliseconds into the recording. */
export function sayingAt(utterances: readonly Utterance[], begin: number, ms: number): number | null {
  let last: { pos: number; at: number } | null = null;
  for (const { pos, at } of utterances) {
    const time = Date.parse(at) - begin;
    if (time <= ms && (!last || time >= last.at)) last = { pos, at: time };
  }
  return last?.pos ?? null;
}

/** What is being said while the recording is played, or where it was stopped. */
export function useSaying(player: Player, utterances: readonly Utterance[], begin: number): number | null {
  const saying = useCallback(() => {
    const { time, playing } = player.read();
    return playing || time > 0 ? sayingAt(utterances, begin, time) : null;
  }, [player, utterances, begin]);
  return useSyncExternalStore(player.subscribe, saying);
}

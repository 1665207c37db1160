import { liveSorts, tones, type LiveFilter } from "@/api/live";
import { channels } from "@/api/types";
import { oneOf } from "@/parts/lists";

export const wallNames = ["team", "agent", "channel", "tone", "sampled", "silence", "help", "sort"] as const;
export const silences = ["30", "60", "120", "300"] as const;

/** What narrows and orders the list of live interactions, as its address says it. */
export type Wall = Partial<Record<(typeof wallNames)[number], string>>;

/** The same as the server is asked; what it does not know is left out. */
export function filterOf(wall: Wall): LiveFilter {
  return {
    team: wall.team,
    agent: wall.agent,
    channel: oneOf(channels, wall.channel),
    tone: oneOf(tones, wall.tone),
    sampled: oneOf(["random", "targeted"] as const, wall.sampled),
    silence: Number(oneOf(silences, wall.silence)) || undefined,
    help: wall.help === "true" || undefined,
    sort: oneOf(liveSorts, wall.sort),
  };
}

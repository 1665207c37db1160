import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { recordingQuery } from "@/api/recordings";
import type { Interaction, Utterance } from "@/api/types";
import type { Span } from "@/parts/spans";
import { Player } from "./player";
import { beginOf, useSaying } from "./saying";

/** The recording of a page: its player, what is being said in it, and how to hear it from an utterance or a part of it. */
export function useHeard(id: string, interaction: Pick<Interaction, "answered_at" | "started_at"> | undefined, utterances: Utterance[]) {
  const [player] = useState(() => new Player());
  const recording = useQuery(recordingQuery(id));
  const there = recording.data?.status === "kept" && recording.data.may_hear;
  const begin = interaction ? beginOf(interaction) : 0;
  const saying = useSaying(player, utterances, begin);
  const from = useCallback(
    (pos: number) => {
      const utterance = utterances.find((u) => u.pos === pos);
      if (utterance) player.play(Date.parse(utterance.at) - begin);
    },
    [player, utterances, begin],
  );
  const hear = useCallback(({ from_ms, to_ms }: Span) => player.play(from_ms, to_ms), [player]);
  return { player, there, saying, onPlay: there && interaction ? from : undefined, onHear: there ? hear : undefined };
}

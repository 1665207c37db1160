import type { EvaluationSummary, Interaction } from "@/api/types";

type Made = Pick<EvaluationSummary, "id" | "interaction" | "status" | "purpose" | "created_at">;
type Had = Pick<Interaction, "id" | "status" | "started_at">;

/** An interaction that its agent can evaluate, and the draft in which they have begun to. */
export interface Open<I> {
  interaction: I;
  begun?: string;
}

/**
 * The interactions of which an agent can still evaluate themselves, as far as that is known. The evaluations are their
 * newest; unless those are all, an interaction that is older than the oldest of them may have one that was not read.
 */
export function selvesOf<I extends Had>(interactions: I[], newest: Made[], all: boolean): Open<I>[] {
  const oldest = Math.min(...newest.map(({ created_at: at }) => Date.parse(at)));
  const known = (one: I) => all || Date.parse(one.started_at) > oldest;
  return interactions.flatMap((interaction) => {
    const of = newest.filter((one) => one.interaction === interaction.id);
    const draft = of.find(({ status, purpose }) => status === "draft" && purpose === "self");
    if (interaction.status !== "ended" || of.some(({ status }) => status !== "draft")) return [];
    return draft || known(interaction) ? [{ interaction, begun: draft?.id }] : [];
  });
}

import type { Dimension, Evaluation, Scorecard } from "@/api/types";
import { answerOf, shownOf, type Sheet } from "./sheet";

type Score = Omit<Evaluation["score"], "uncapped_dimensions">;
type Card = Pick<Scorecard, "dimensions" | "grades">;

/** The score of a sheet as the server will work it out: a dimension's is 100 · Σ w p / Σ w of its shown answers, the overall one the same mean of the dimensions; a failed critical question makes its dimension, or everything, 0. */
export function totalOf(card: Card, sheet: Sheet): Score {
  const shown = shownOf(sheet);
  const parts = card.dimensions.map((dimension) => {
    const answered = dimension.questions.flatMap((q) => {
      const option = shown.has(q.id) ? q.options.find(({ key }) => key === answerOf(sheet, q.id).option) : undefined;
      return option ? [{ q, option }] : [];
    });
    const failed = answered.filter(({ q, option }) => option.fails && q.critical !== "none").map(({ q }) => q);
    return { key: dimension.key, weight: dimension.weight, value: mean(answered.map(({ q, option }) => [q.weight, 100 * option.points])), failed };
  });
  const failed = parts.flatMap((part) => part.failed);
  const all = failed.some(({ critical }) => critical === "fail_all");
  const capped = parts.map((part) => ({ ...part, value: part.value !== null && (all || part.failed.length > 0) ? 0 : part.value }));
  const overall = all ? 0 : mean(capped.map(({ weight, value }) => [weight, value]));
  return {
    overall,
    uncapped: mean(parts.map(({ weight, value }) => [weight, value])),
    dimensions: Object.fromEntries(capped.map(({ key, value }) => [key, value])) as Record<Dimension, number | null>,
    failed: failed.map(({ id }) => id),
    grade: gradeOf(card.grades, overall),
  };
}

function mean(values: [weight: number, value: number | null][]): number | null {
  const known = values.filter(([weight, value]) => value !== null && weight > 0);
  const weight = known.reduce((sum, [weight]) => sum + weight, 0);
  return weight > 0 ? Math.min(100, Math.max(0, known.reduce((sum, [weight, value]) => sum + weight * value!, 0) / weight)) : null;
}

const gradeOf = (grades: Card["grades"], overall: number | null): Score["grade"] =>
  overall === null ? undefined : grades.filter(({ from }) => overall >= from).sort((a, b) => a.from - b.from).at(-1)?.key;

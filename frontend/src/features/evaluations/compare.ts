import type { Answer, Evaluation, Question, Scorecard } from "@/api/types";

export type Difference = { kind: "same" | "na" | "one_only" } | { kind: "apart"; levels: number };

export interface Compared {
  question: Question;
  /** The same question in the words that the right was asked in. */
  asRight: Question;
  left?: Answer;
  right?: Answer;
  difference: Difference;
}

const asked = (answer?: Answer) => (answer && !answer.hidden && answer.option ? answer.option : undefined);

/** How far two answers to a question lie apart, in levels of its scale. */
export function differenceOf(question: Question, left?: Answer, right?: Answer): Difference {
  const [a, b] = [asked(left), asked(right)];
  if (a === b) return { kind: "same" };
  if (!a || !b) return { kind: "one_only" };
  if (a === "na" || b === "na") return { kind: "na" };
  const at = (key: string) => question.options.findIndex((option) => option.key === key);
  return { kind: "apart", levels: Math.abs(at(a) - at(b)) };
}

const answer = (of: Pick<Evaluation, "answers">, id: string) => of.answers.find((one) => one.question === id);

type Judged = Pick<Evaluation, "answers" | "scorecard" | "scorecard_version">;

/** One of two evaluations, with the version of a scorecard that it was made by. */
export interface Side<E extends Judged = Judged> {
  evaluation: E;
  card: Pick<Scorecard, "dimensions">;
}

export type Basis = "same" | "versions" | "scorecards";

/** By what two were made: one version of a scorecard, two versions of it, or two scorecards. */
export const basisOf = (left: Judged, right: Judged): Basis =>
  left.scorecard !== right.scorecard ? "scorecards" : left.scorecard_version !== right.scorecard_version ? "versions" : "same";

const scaleOf = (question: Question) => question.options.map(({ key }) => key).join(" ");

/** The questions that both versions ask with the same scale and that either was asked, each with both answers; none of two scorecards. */
export function compare(left: Side, right: Side): Compared[] {
  if (basisOf(left.evaluation, right.evaluation) === "scorecards") return [];
  const there = new Map(right.card.dimensions.flatMap(({ questions }) => questions).map((question) => [question.id, question]));
  return left.card.dimensions
    .flatMap(({ questions }) => questions)
    .flatMap((question) => {
      const asRight = there.get(question.id);
      return asRight && scaleOf(asRight) === scaleOf(question) ? [{ question, asRight, left: answer(left.evaluation, question.id), right: answer(right.evaluation, question.id) }] : [];
    })
    .filter(({ left: a, right: b }) => asked(a) || asked(b))
    .map((both) => ({ ...both, difference: differenceOf(both.question, both.left, both.right) }));
}

import type { Answer, Evaluation, Question, Scorecard } from "@/api/types";

export type Difference = { kind: "same" | "na" | "one_only" } | { kind: "apart"; levels: number };

export interface Compared {
  question: Question;
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

/** The questions of a scorecard that either was asked, each with both answers. */
export function compare(scorecard: Pick<Scorecard, "dimensions">, left: Pick<Evaluation, "answers">, right: Pick<Evaluation, "answers">): Compared[] {
  return scorecard.dimensions
    .flatMap(({ questions }) => questions)
    .map((question) => ({ question, left: answer(left, question.id), right: answer(right, question.id) }))
    .filter(({ left: a, right: b }) => asked(a) || asked(b))
    .map((both) => ({ ...both, difference: differenceOf(both.question, both.left, both.right) }));
}

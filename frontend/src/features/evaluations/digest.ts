import { placesOf, spansOf, type MarkedSpan } from "@/parts/spans";
import type { Answer, Dimension, Evaluation, Question, QuestionOption, Scorecard } from "@/api/types";

export interface Judged {
  question: Question;
  dimension: Dimension;
  answer: Answer;
  level?: QuestionOption;
  points: number | null;
}

export function judgedOf(evaluation: Evaluation, scorecard: Scorecard): Judged[] {
  return scorecard.dimensions.flatMap((dimension) =>
    dimension.questions.flatMap((question) => {
      const answer = evaluation.answers.find((a) => a.question === question.id);
      if (!answer || answer.hidden) return [];
      const level = question.options.find((option) => option.key === answer.option);
      return [{ question, dimension: dimension.key, answer, level, points: answer.points ?? level?.points ?? null }];
    }),
  );
}

/** The level that would have given the next more points; none above the best. */
export function nextLevel({ question, points }: Judged): QuestionOption | undefined {
  const above = question.options.filter((option) => !option.fails && option.points > (points ?? 1));
  return above.sort((a, b) => a.points - b.points)[0];
}

const said = (judged: Judged) => (judged.answer.evidence?.length ? 1 : 0) + (judged.answer.comment ? 1 : 0);
const lost = (judged: Judged) => (1 - (judged.points ?? 1)) * judged.question.weight + (judged.level?.fails ? 1000 : 0);
const won = (judged: Judged) => (judged.points ?? 0) * judged.question.weight;
const critical = (judged: Judged) => (judged.question.critical === "none" ? 0 : 1);

const best = 0.75;

/** Whether something is left to try. */
export const isWeak = ({ points, level }: Judged) => points !== null && (points < best || !!level?.fails);

/** What went well, with words to show first and what merely did not fail last; what to try, what failed or cost most first. */
export function digest(judged: Judged[], most = 4): { well: Judged[]; toTry: Judged[] } {
  const counted = judged.filter((j) => j.points !== null);
  const toTry = counted.filter(isWeak).sort((a, b) => lost(b) - lost(a) || said(b) - said(a));
  const well = counted.filter((j) => !toTry.includes(j)).sort((a, b) => said(b) - said(a) || critical(a) - critical(b) || won(b) - won(a));
  return { well: well.slice(0, most), toTry: toTry.slice(0, most) };
}

export function marksOf(judged: Judged[]): Map<number, Dimension[]> {
  const marks = new Map<number, Dimension[]>();
  for (const { answer, dimension } of judged)
    for (const pos of placesOf(answer.evidence)) {
      const known = marks.get(pos) ?? [];
      if (!known.includes(dimension)) marks.set(pos, [...known, dimension]);
    }
  return marks;
}

/** The parts of the recording that answers point at. */
export const heardOf = (judged: Judged[]): MarkedSpan[] => judged.flatMap(({ answer, dimension }) => spansOf(answer.evidence).map((one) => ({ ...one, dimension })));

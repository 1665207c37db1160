import type { AnswerInput, Dimension, Evaluation, Question, Scorecard } from "@/api/types";

export interface SheetQuestion extends Question {
  dimension: Dimension;
}

export interface SheetAnswer {
  option: string | null;
  comment: string;
  evidence: number[];
}

export interface Sheet {
  questions: SheetQuestion[];
  answers: Readonly<Record<string, SheetAnswer>>;
  current: number;
  selected: number | null;
}

export type Move =
  | { type: "digit"; digit: number }
  | { type: "choose"; question: string; option: string }
  | { type: "step"; by: 1 | -1 }
  | { type: "go"; question: string }
  | { type: "select"; pos: number | null }
  | { type: "mark" }
  | { type: "unmark"; question: string; pos: number }
  | { type: "comment"; question: string; text: string }
  | { type: "replace"; answers: Readonly<Record<string, SheetAnswer>> };

const blank: SheetAnswer = { option: null, comment: "", evidence: [] };

export const answerOf = (sheet: Sheet, question: string): SheetAnswer => sheet.answers[question] ?? blank;

export const openQuestions = (sheet: Sheet) => sheet.questions.filter((q) => answerOf(sheet, q.id).option === null);

export function answersOf(evaluation: Pick<Evaluation, "answers">): Record<string, SheetAnswer> {
  const answers: Record<string, SheetAnswer> = {};
  for (const a of evaluation.answers)
    answers[a.question] = {
      option: a.option ?? null,
      comment: a.comment ?? "",
      evidence: (a.evidence ?? []).map((e) => e.pos),
    };
  return answers;
}

export function sheetOf(scorecard: Scorecard, evaluation: Pick<Evaluation, "answers">): Sheet {
  const questions = scorecard.dimensions.flatMap((d) => d.questions.map((q) => ({ ...q, dimension: d.key })));
  const sheet: Sheet = { questions, answers: answersOf(evaluation), current: 0, selected: null };
  const firstOpen = questions.findIndex((q) => answerOf(sheet, q.id).option === null);
  return { ...sheet, current: Math.max(0, firstOpen) };
}

export function toInput(question: string, answer: SheetAnswer): AnswerInput {
  return { question, option: answer.option, comment: answer.comment, evidence: answer.evidence.map((pos) => ({ pos })) };
}

/** What a move makes of the sheet; a move that means nothing gives the same sheet back. */
export function reduce(sheet: Sheet, move: Move): Sheet {
  const current = sheet.questions[sheet.current];
  switch (move.type) {
    case "digit": {
      const option = current && optionFor(current, move.digit);
      return option ? choose(sheet, current.id, option) : sheet;
    }
    case "choose":
      return choose(sheet, move.question, move.option);
    case "step":
      return goTo(sheet, sheet.current + move.by);
    case "go":
      return goTo(sheet, sheet.questions.findIndex((q) => q.id === move.question));
    case "select":
      return { ...sheet, selected: move.pos };
    case "mark":
      return current && sheet.selected !== null ? toggleEvidence(sheet, current.id, sheet.selected) : sheet;
    case "unmark":
      return toggleEvidence(sheet, move.question, move.pos);
    case "comment":
      return change(sheet, move.question, { comment: move.text });
    case "replace":
      return { ...sheet, answers: move.answers };
  }
}

/** Digit 1 is the first level, 0 is not applicable where the question allows it. */
function optionFor(question: Question, digit: number): string | undefined {
  if (digit === 0) return question.na ? "na" : undefined;
  return question.options[digit - 1]?.key;
}

function choose(sheet: Sheet, question: string, option: string): Sheet {
  const chosen = change(sheet, question, { option });
  return { ...chosen, current: nextOpen(chosen, sheet.questions.findIndex((q) => q.id === question)) };
}

function nextOpen(sheet: Sheet, from: number): number {
  const isOpen = (i: number) => answerOf(sheet, sheet.questions[i]!.id).option === null;
  for (let i = from + 1; i < sheet.questions.length; i++) if (isOpen(i)) return i;
  for (let i = 0; i < from; i++) if (isOpen(i)) return i;
  return Math.min(from + 1, sheet.questions.length - 1);
}

function goTo(sheet: Sheet, to: number): Sheet {
  return to < 0 || to >= sheet.questions.length || to === sheet.current ? sheet : { ...sheet, current: to };
}

function toggleEvidence(sheet: Sheet, question: string, pos: number): Sheet {
  const { evidence } = answerOf(sheet, question);
  const next = evidence.includes(pos) ? evidence.filter((p) => p !== pos) : [...evidence, pos].sort((a, b) => a - b);
  return change(sheet, question, { evidence: next });
}

function change(sheet: Sheet, question: string, part: Partial<SheetAnswer>): Sheet {
  return { ...sheet, answers: { ...sheet.answers, [question]: { ...answerOf(sheet, question), ...part } } };
}

export function changedQuestions(before: Sheet, after: Sheet): string[] {
  if (before.answers === after.answers) return [];
  return Object.keys(after.answers).filter((id) => before.answers[id] !== after.answers[id]);
}

export function evidenceMarks(sheet: Sheet): Map<number, Dimension[]> {
  const marks = new Map<number, Dimension[]>();
  for (const question of sheet.questions)
    for (const pos of answerOf(sheet, question.id).evidence) {
      const known = marks.get(pos) ?? [];
      if (!known.includes(question.dimension)) marks.set(pos, [...known, question.dimension]);
    }
  return marks;
}

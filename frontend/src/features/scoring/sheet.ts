import { wholeWords } from "@/api/evaluations";
import { placesOf, sameSpan, spansOf, type MarkedSpan, type Span } from "@/parts/spans";
import type { AnswerInput, Channel, Dimension, Evaluation, Question, Scorecard } from "@/api/types";

export interface SheetQuestion extends Question {
  dimension: Dimension;
}

export interface SheetAnswer {
  option: string | null;
  comment: string;
  evidence: number[];
  /** And what it points at in the recording. */
  spans: Span[];
  cause: string;
  /** The usual level, filled in and not touched since. */
  preset: boolean;
}

export interface Sheet {
  questions: SheetQuestion[];
  /** That of the interaction; in none, as where a form is tried, all holds that holds in any. */
  channel?: Channel;
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
  | { type: "pin"; span: Span }
  | { type: "unpin"; question: string; span: Span }
  | { type: "comment"; question: string; text: string }
  | { type: "cause"; question: string; cause: string }
  | { type: "fill" }
  | { type: "empty" }
  | { type: "replace"; answers: Readonly<Record<string, SheetAnswer>> };

const blank: SheetAnswer = { option: null, comment: "", evidence: [], spans: [], cause: "", preset: false };

export const answerOf = (sheet: Sheet, question: string): SheetAnswer => sheet.answers[question] ?? blank;

/** The ids of the questions that the answers show: what has no condition, and what stands on an answer that is itself shown. */
export function shownOf(sheet: Sheet): Set<string> {
  const shown = new Set<string>();
  for (const { id, shown_if: on } of sheet.questions)
    if (!on || (shown.has(on.question) && on.options.includes(answerOf(sheet, on.question).option ?? ""))) shown.add(id);
  return shown;
}

export const shownQuestions = (sheet: Sheet): SheetQuestion[] => {
  const shown = shownOf(sheet);
  return sheet.questions.filter(({ id }) => shown.has(id));
};

export const openQuestions = (sheet: Sheet) => shownQuestions(sheet).filter((q) => answerOf(sheet, q.id).option === null);

export const allowsNA = ({ na, na_channels: only }: Question, channel?: Channel) => na && (!channel || !only?.length || only.includes(channel));

export type Lack = "option" | "comment" | "evidence";

/** What the answer to a question still needs before it can be submitted, but the answer itself. */
export function lacks(question: Question, answer: SheetAnswer, channel?: Channel): Lack[] {
  const at = (key: string | null | undefined) => question.options.findIndex((option) => option.key === key);
  const below = (level: string | undefined) => at(answer.option) >= 0 && at(answer.option) < at(level);
  const lacking: Lack[] = [];
  if (answer.option === "na" && !allowsNA(question, channel)) lacking.push("option");
  if (below(question.comment_below) && answer.comment.trim() === "") lacking.push("comment");
  if (below(question.evidence_below) && answer.evidence.length + answer.spans.length === 0) lacking.push("evidence");
  return lacking;
}

/** The questions that keep the sheet from being submitted: open ones, and those whose answer lacks something. */
export const unfinished = (sheet: Sheet) =>
  shownQuestions(sheet).filter((q) => answerOf(sheet, q.id).option === null || lacks(q, answerOf(sheet, q.id), sheet.channel).length > 0);

type Kept = Pick<Evaluation, "answers" | "strengths" | "improvements">;

/** What is stored: the answers, and under their names what is said of the whole. */
export function answersOf(evaluation: Kept): Record<string, SheetAnswer> {
  const answers: Record<string, SheetAnswer> = {};
  for (const name of wholeWords) if (evaluation[name]) answers[name] = { ...blank, comment: evaluation[name] };
  for (const a of evaluation.answers)
    answers[a.question] = {
      option: a.option ?? null,
      comment: a.comment ?? "",
      evidence: placesOf(a.evidence),
      spans: spansOf(a.evidence),
      cause: a.cause ?? "",
      preset: a.preset ?? false,
    };
  return answers;
}

export const questionsOf = (scorecard: Pick<Scorecard, "dimensions">): SheetQuestion[] =>
  scorecard.dimensions.flatMap((d) => d.questions.map((q) => ({ ...q, dimension: d.key })));

export function sheetOf(scorecard: Pick<Scorecard, "dimensions">, evaluation: Kept & { channel?: Channel }): Sheet {
  const questions = questionsOf(scorecard);
  const sheet: Sheet = { questions, channel: evaluation.channel, answers: answersOf(evaluation), current: 0, selected: null };
  const firstOpen = questions.indexOf(openQuestions(sheet)[0]!);
  return { ...sheet, current: Math.max(0, firstOpen) };
}

export function toInput(question: string, { option, comment, evidence, spans, cause, preset }: SheetAnswer): AnswerInput {
  return { question, option, comment, evidence: [...evidence.map((pos) => ({ pos })), ...spans], cause, ...(preset ? { preset } : {}) };
}

/** What a move makes of the sheet; a move that means nothing gives the same sheet back. */
export function reduce(sheet: Sheet, move: Move): Sheet {
  const current = sheet.questions[sheet.current];
  switch (move.type) {
    case "digit": {
      const option = current && optionFor(current, move.digit, sheet.channel);
      return option ? choose(sheet, current.id, option) : sheet;
    }
    case "choose":
      return choose(sheet, move.question, move.option);
    case "step":
      return step(sheet, move.by);
    case "go":
      return goTo(sheet, sheet.questions.findIndex((q) => q.id === move.question));
    case "select":
      return { ...sheet, selected: move.pos };
    case "mark":
      return current && sheet.selected !== null ? toggleEvidence(sheet, current.id, sheet.selected) : sheet;
    case "unmark":
      return toggleEvidence(sheet, move.question, move.pos);
    case "pin":
      return current ? pin(sheet, current.id, move.span) : sheet;
    case "unpin":
      return change(sheet, move.question, { spans: answerOf(sheet, move.question).spans.filter((one) => !sameSpan(one, move.span)) });
    case "comment":
      return change(sheet, move.question, { comment: move.text });
    case "cause":
      return change(sheet, move.question, { cause: move.cause });
    case "fill":
      return fill(sheet);
    case "empty":
      return filledIn(sheet).reduce((left, { id }) => change(left, id, { option: null }), sheet);
    case "replace":
      return { ...sheet, answers: move.answers };
  }
}

/** The questions whose usual level was filled in and not touched since. */
export const filledIn = (sheet: Sheet) => sheet.questions.filter(({ id }) => answerOf(sheet, id).preset);

/** Those that can be filled in: shown, not answered, and with a usual level. */
export const fillable = (sheet: Sheet) => openQuestions(sheet).filter(({ usual, options }) => options.some(({ key }) => key === usual));

/** Fills in the usual levels of what is not answered, and of what these show. */
function fill(sheet: Sheet): Sheet {
  const open = fillable(sheet);
  if (open.length === 0) return sheet;
  return fill(open.reduce((left, { id, usual }) => change(left, id, { option: usual!, preset: true }), sheet));
}

/** Whether a question is worth a look: its answer is not the usual one, or lacks something. */
export function isException(question: SheetQuestion, answer: SheetAnswer, channel?: Channel): boolean {
  return !question.usual || answer.option !== question.usual || lacks(question, answer, channel).length > 0;
}

const good = 0.75;

/** The ready words of the chosen levels: of good ones for strengths, of others for improvements. */
export function phrasesOf(sheet: Sheet): Record<(typeof wholeWords)[number], string[]> {
  const chosen = shownQuestions(sheet).flatMap((q) => q.options.filter(({ key }) => key === answerOf(sheet, q.id).option));
  const of = (strong: boolean) => [...new Set(chosen.filter(({ points, fails }) => (points >= good && !fails) === strong).flatMap(({ phrases }) => phrases ?? []))];
  return { strengths: of(true), improvements: of(false) };
}

/** Digit 1 is the first level, 0 is not applicable where the question allows it. */
function optionFor(question: Question, digit: number, channel?: Channel): string | undefined {
  if (digit === 0) return allowsNA(question, channel) ? "na" : undefined;
  return question.options[digit - 1]?.key;
}

function choose(sheet: Sheet, question: string, option: string): Sheet {
  const chosen = change(sheet, question, { option });
  return { ...chosen, current: nextOpen(chosen, sheet.questions.findIndex((q) => q.id === question)) };
}

function nextOpen(sheet: Sheet, from: number): number {
  const shown = shownOf(sheet);
  const isShown = (i: number) => shown.has(sheet.questions[i]!.id);
  const isOpen = (i: number) => isShown(i) && answerOf(sheet, sheet.questions[i]!.id).option === null;
  for (let i = from + 1; i < sheet.questions.length; i++) if (isOpen(i)) return i;
  for (let i = 0; i < from; i++) if (isOpen(i)) return i;
  for (let i = from + 1; i < sheet.questions.length; i++) if (isShown(i)) return i;
  return from;
}

function step(sheet: Sheet, by: 1 | -1): Sheet {
  const shown = shownOf(sheet);
  for (let to = sheet.current + by; to >= 0 && to < sheet.questions.length; to += by) if (shown.has(sheet.questions[to]!.id)) return goTo(sheet, to);
  return sheet;
}

function goTo(sheet: Sheet, to: number): Sheet {
  return to < 0 || to >= sheet.questions.length || to === sheet.current ? sheet : { ...sheet, current: to };
}

function toggleEvidence(sheet: Sheet, question: string, pos: number): Sheet {
  const { evidence } = answerOf(sheet, question);
  const next = evidence.includes(pos) ? evidence.filter((p) => p !== pos) : [...evidence, pos].sort((a, b) => a - b);
  return change(sheet, question, { evidence: next });
}

function pin(sheet: Sheet, question: string, { from_ms, to_ms }: Span): Sheet {
  const { spans } = answerOf(sheet, question);
  const next = { from_ms, to_ms };
  return spans.some((one) => sameSpan(one, next)) ? sheet : change(sheet, question, { spans: [...spans, next].sort((a, b) => a.from_ms - b.from_ms || a.to_ms - b.to_ms) });
}

function change(sheet: Sheet, question: string, part: Partial<SheetAnswer>): Sheet {
  return { ...sheet, answers: { ...sheet.answers, [question]: { ...answerOf(sheet, question), preset: false, ...part } } };
}

export function changedQuestions(before: Sheet, after: Sheet): string[] {
  if (before.answers === after.answers) return [];
  return Object.keys(after.answers).filter((id) => before.answers[id] !== after.answers[id]);
}

export function evidenceMarks(sheet: Sheet): Map<number, Dimension[]> {
  const marks = new Map<number, Dimension[]>();
  for (const question of shownQuestions(sheet))
    for (const pos of answerOf(sheet, question.id).evidence) {
      const known = marks.get(pos) ?? [];
      if (!known.includes(question.dimension)) marks.set(pos, [...known, question.dimension]);
    }
  return marks;
}

/** The parts of the recording that the answers point at. */
export const pinnedSpans = (sheet: Sheet): MarkedSpan[] => shownQuestions(sheet).flatMap(({ id, dimension }) => answerOf(sheet, id).spans.map((one) => ({ ...one, dimension })));

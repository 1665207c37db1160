import type { Attempt, Given, ModulePart, PartProgress, Quiz, QuizQuestion } from "@/api/types";

export type Sheet = Readonly<Record<string, { options: string[]; text: string }>>;

/** What is to be answered, with an order as it is shown at first. */
export function sheetOf(quiz: Quiz): Sheet {
  return Object.fromEntries(quiz.questions.map((q) => [q.id, { options: q.kind === "order" ? (q.options ?? []).map(({ id }) => id) : [], text: "" }]));
}

export const isAnswered = (question: QuizQuestion, sheet: Sheet): boolean => {
  const answer = sheet[question.id];
  return question.kind === "text" ? !!answer?.text.trim() : (answer?.options.length ?? 0) > 0;
};

export const openIn = (quiz: Quiz, sheet: Sheet): QuizQuestion[] => quiz.questions.filter((question) => !isAnswered(question, sheet));

export const givenOf = (quiz: Quiz, sheet: Sheet): Given[] =>
  quiz.questions.map(({ id, kind }) => (kind === "text" ? { question: id, text: sheet[id]!.text.trim() } : { question: id, options: sheet[id]!.options }));

/** Chooses an option: of several as a switch, else in place of the other. */
export function choose(sheet: Sheet, question: QuizQuestion, option: string): Sheet {
  const { options, text } = sheet[question.id]!;
  const next = question.kind !== "multiple" ? [option] : options.includes(option) ? options.filter((one) => one !== option) : [...options, option];
  return { ...sheet, [question.id]: { options: next, text } };
}

const behind = (progress: PartProgress | undefined) => progress?.status === "done" || progress?.status === "to_mark";

/** The part that has to be done before the one at this place, if there is one. */
export const firstComes = (parts: ModulePart[], progress: PartProgress[], at: number): ModulePart | undefined =>
  parts.slice(0, at).find((part) => !behind(progress.find((one) => one.part === part.id)));

/** Where one goes on: the first part that is not done and waits for nobody. */
export function whereToGoOn(parts: ModulePart[], progress: PartProgress[]): number {
  const at = parts.findIndex((part) => !behind(progress.find((one) => one.part === part.id)));
  return at < 0 ? Math.max(0, parts.length - 1) : at;
}

/** How many attempts are left, or nothing where there is no bound. */
export const attemptsLeft = (quiz: Quiz, progress: PartProgress | undefined): number | undefined =>
  quiz.attempts === 0 ? undefined : Math.max(0, quiz.attempts - (progress?.attempts ?? 0));

/** The newest attempt at a part. */
export const newestOf = (attempts: Attempt[], part: string): Attempt | undefined =>
  attempts.filter((one) => one.part === part).reduce<Attempt | undefined>((newest, one) => (!newest || one.number > newest.number ? one : newest), undefined);

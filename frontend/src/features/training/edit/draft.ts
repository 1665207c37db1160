import type { ModuleDraft } from "@/api/modules";
import type { ExcerptLine, Moment, ModulePart, QuizQuestion, TrainingModule } from "@/api/types";
import { newID } from "@/parts/lists";

export type DraftField = keyof ModuleDraft;

export const draftOf = (module: TrainingModule): ModuleDraft => ({
  title: module.title,
  summary: module.summary,
  minutes: module.minutes,
  refresh_months: module.refresh_months,
  prerequisites: module.prerequisites.map(({ id }) => id),
  parts: module.parts,
});

/** The list with one thing moved; moving beyond an end leaves it as it is. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  if (from < 0 || from >= list.length || to < 0 || to >= list.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

const option = () => ({ id: newID(), text: "" });

export function newQuestion(kind: QuizQuestion["kind"]): QuizQuestion {
  const asked = { id: newID(), kind, text: "", points: 1 };
  if (kind === "text") return { ...asked, guide: "" };
  const options = [option(), option()];
  return kind === "score" ? { ...asked, options, lines: [{ pos: 1, speaker: "customer", text: "" }], asks: "", tolerance: 0 } : { ...asked, options };
}

/** A question of another kind, with what both kinds have. */
export function asKind(question: QuizQuestion, kind: QuizQuestion["kind"]): QuizQuestion {
  const { id, text, points, explanation } = question;
  const fresh = newQuestion(kind);
  const kept = kind === "text" ? undefined : question.options;
  const options = kept && kept.map((one, i) => ({ id: one.id, text: one.text, ...(kind !== "order" && one.right && (kind === "multiple" || kept.findIndex((o) => o.right) === i) ? { right: true } : {}) }));
  return { ...fresh, id, text, points, ...(explanation ? { explanation } : {}), ...(options ? { options } : {}) };
}

export function newPart(kind: ModulePart["kind"], scorecard: string, now = new Date()): ModulePart {
  const part = { id: newID(), kind, title: "" };
  switch (kind) {
    case "lesson":
      return { ...part, lesson: { text: "" } };
    case "excerpt":
      return { ...part, excerpt: { lines: [{ pos: 1, speaker: "customer", text: "" }], moments: [] } };
    case "quiz":
      return { ...part, quiz: { questions: [newQuestion("single")], pass: 80, attempts: 3 } };
    case "role_play":
      return { ...part, role_play: { scenario: "", agent_briefing: "", marker_briefing: "", scorecard, pass: 70 } };
    case "workshop":
      return { ...part, workshop: { place: "", starts_at: new Date(now.getFullYear(), now.getMonth(), now.getDate() + 14, 10).toISOString(), minutes: 60, capacity: 12 } };
    case "task":
      return { ...part, task: { text: "" } };
  }
}

/** The lines, counted anew from 1, and the moments at where their lines are now; those of lines that are gone go too. */
export function counted(lines: ExcerptLine[], moments: Moment[] = []): { lines: ExcerptLine[]; moments: Moment[] } {
  const now = new Map(lines.map((line, i) => [line.pos, i + 1]));
  return {
    lines: lines.map((line, i) => ({ ...line, pos: i + 1 })),
    moments: moments.flatMap((moment) => (now.has(moment.pos) ? [{ ...moment, pos: now.get(moment.pos)! }] : [])),
  };
}

/** A line to go behind the others, said by whose turn it is. */
export const nextLine = (lines: ExcerptLine[]): ExcerptLine => ({
  pos: Math.max(0, ...lines.map(({ pos }) => pos)) + 1,
  speaker: lines.at(-1)?.speaker === "customer" ? "agent" : "customer",
  text: "",
});

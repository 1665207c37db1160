import type { Dimension, Question, QuestionOption, ScorecardDefinition, ScorecardDimension } from "@/api/types";
import { newID } from "@/parts/lists";

export type Preset = "yes_no" | "three" | "four" | "five";

export const presets: Record<Preset, { key: string; label: string }[]> = {
  yes_no: [
    { key: "no", label: "No" },
    { key: "yes", label: "Yes" },
  ],
  three: [
    { key: "not_met", label: "Not met" },
    { key: "partly", label: "Partly" },
    { key: "met", label: "Met" },
  ],
  four: [
    { key: "not_met", label: "Not met" },
    { key: "partly", label: "Partly" },
    { key: "met", label: "Met" },
    { key: "exceeded", label: "Exceeded" },
  ],
  five: [
    { key: "very_poor", label: "Very poor" },
    { key: "poor", label: "Poor" },
    { key: "fair", label: "Fair" },
    { key: "good", label: "Good" },
    { key: "very_good", label: "Very good" },
  ],
};

const rounded = (points: number) => Math.round(points * 10_000) / 10_000;

export const levelsOf = (preset: Preset): QuestionOption[] =>
  presets[preset].map(({ key, label }, i, all) => ({ key, label, points: rounded(i / (all.length - 1)), fails: false, describes: "" }));

/** Which preset a scale has the keys of. */
export const presetOf = (options: QuestionOption[]): Preset | undefined =>
  (Object.keys(presets) as Preset[]).find((preset) => presets[preset].map(({ key }) => key).join() === options.map(({ key }) => key).join());

export function newQuestion(): Question {
  const id = newID();
  return { id, key: `q${id.slice(0, 8)}`, text: "", help: "", weight: 1, critical: "none", na: false, options: levelsOf("yes_no") };
}

export const newDimension = (key: Dimension, name: string): ScorecardDimension => ({ key, name, about: "", weight: 1, questions: [newQuestion()] });

/** A key that none of these has: the first, or the first with a number behind it. */
export function freeKey(first: string, taken: string[]): string {
  let key = first;
  for (let n = 2; taken.includes(key); n++) key = `${first}_${n}`;
  return key;
}

/** The scale with one more level below its best. */
export function withLevel(options: QuestionOption[]): QuestionOption[] {
  const best = options.at(-1);
  const key = freeKey("level", options.map((option) => option.key));
  const level = (points: number) => ({ key, label: "", points, fails: false, describes: "" });
  if (!best) return [level(1)];
  return [...options.slice(0, -1), level(rounded(((options.at(-2)?.points ?? 0) + best.points) / 2)), best];
}

/** The question with another scale; what stood on a level that is gone goes too. */
export function withOptions(question: Question, options: QuestionOption[]): Question {
  const has = (key: string | undefined) => key && options.slice(1).some((option) => option.key === key);
  const { comment_below: comment, evidence_below: evidence, usual, ...rest } = question;
  return { ...rest, options, ...(has(comment) ? { comment_below: comment } : {}), ...(has(evidence) ? { evidence_below: evidence } : {}), ...(usual && options.some(({ key }) => key === usual) ? { usual } : {}) };
}

/** What tells levels apart while they are put in order: their keys, which may be alike while they are written. */
export const idsOf = (options: QuestionOption[]): string[] => options.map(({ key }, at) => `${key} ${options.slice(0, at).filter((one) => one.key === key).length}`);

/** The question with its levels in another order; the points stay where they are, since they rise from worst to best. */
export const arranged = (question: Question, order: number[]): Question =>
  withOptions(question, order.map((from, to) => ({ ...question.options[from]!, points: question.options[to]!.points })));

/** The question with what a kind of critical needs: a class, and a worst level that fails. */
export function asCritical(question: Question, critical: Question["critical"]): Question {
  const { class: kind, ...rest } = question;
  if (critical === "none") return { ...rest, critical, options: question.options.map((option) => ({ ...option, fails: false })) };
  const failing = question.options.some(({ fails }) => fails);
  return { ...rest, critical, class: kind ?? "customer", options: failing ? question.options : question.options.map((option, i) => ({ ...option, fails: i === 0 })) };
}

export const questionsOf = (definition: Pick<ScorecardDefinition, "dimensions">) => definition.dimensions.flatMap(({ questions }) => questions);

export const withQuestion = (definition: ScorecardDefinition, id: string, change: (question: Question) => Question): ScorecardDefinition => ({
  ...definition,
  dimensions: definition.dimensions.map((dimension) => ({ ...dimension, questions: dimension.questions.map((one) => (one.id === id ? change(one) : one)) })),
});

/** A level gets another key, and what names it with it: levels below which something is needed, conditions and translations. */
export function renamed(definition: ScorecardDefinition, id: string, from: string, to: string): ScorecardDefinition {
  const key = (known: string) => (known === from ? to : known);
  const path = `${id}.options.${from}.`;
  const texts = Object.fromEntries(
    Object.entries(definition.texts ?? {}).map(([language, known]) => [
      language,
      Object.fromEntries(Object.entries(known).map(([at, text]) => [at.startsWith(path) ? `${id}.options.${to}.${at.slice(path.length)}` : at, text])),
    ]),
  );
  const whole = { ...definition, ...(definition.texts ? { texts } : {}) };
  return {
    ...whole,
    dimensions: whole.dimensions.map((dimension) => ({
      ...dimension,
      questions: dimension.questions.map((q) => ({
        ...q,
        ...(q.shown_if?.question === id ? { shown_if: { ...q.shown_if, options: q.shown_if.options.map(key) } } : {}),
        ...(q.id === id
          ? {
              options: q.options.map((option) => ({ ...option, key: key(option.key) })),
              ...(q.comment_below ? { comment_below: key(q.comment_below) } : {}),
              ...(q.evidence_below ? { evidence_below: key(q.evidence_below) } : {}),
              ...(q.usual ? { usual: key(q.usual) } : {}),
            }
          : {}),
      })),
    })),
  };
}

/** The paths of all texts that other languages can have, as the server names them. */
export function pathsOf({ dimensions, grades }: ScorecardDefinition): Set<string> {
  const paths = ["name", ...grades.map(({ key }) => `grades.${key}`)];
  for (const dimension of dimensions) {
    paths.push(`${dimension.key}.name`, `${dimension.key}.about`);
    for (const q of dimension.questions) {
      paths.push(`${q.id}.text`, `${q.id}.help`, ...q.options.flatMap(({ key }) => [`${q.id}.options.${key}.label`, `${q.id}.options.${key}.describes`]));
      paths.push(...(q.causes ?? []).map(({ key }) => `${q.id}.causes.${key}`));
    }
  }
  return new Set(paths);
}

/** Without the translations of what is gone, of languages that are gone, and those that are empty. */
export function tidy(definition: ScorecardDefinition): ScorecardDefinition {
  if (!definition.texts) return definition;
  const paths = pathsOf(definition);
  const texts = Object.entries(definition.texts).flatMap(([language, known]) => {
    const kept = Object.entries(known).filter(([path, text]) => paths.has(path) && text !== "");
    return definition.languages?.slice(1).includes(language) && kept.length > 0 ? [[language, Object.fromEntries(kept)] as const] : [];
  });
  const { texts: _texts, ...rest } = definition;
  return texts.length > 0 ? { ...rest, texts: Object.fromEntries(texts) } : rest;
}

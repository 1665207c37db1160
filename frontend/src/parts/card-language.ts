import type { ScorecardDefinition } from "@/api/types";

type Worded = Pick<ScorecardDefinition, "dimensions" | "grades"> & { languages?: string[]; texts?: ScorecardDefinition["texts"] };

/** A language's name in English, or its tag where it has none. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const base = (tag: string) => tag.split("-")[0]!.toLowerCase();

/** Which of a scorecard's languages is read: the first of the wished that it has, also in another region's form, or its own first. */
export function languageOf(card: Pick<Worded, "languages">, wished: readonly string[]): string {
  const has = card.languages ?? [];
  for (const wish of wished) {
    const found = has.find((tag) => tag.toLowerCase() === wish.toLowerCase()) ?? has.find((tag) => base(tag) === base(wish));
    if (found) return found;
  }
  return has[0] ?? "en";
}

/** Words in a language, or where it has none the first language's. */
export function inLanguage<T extends Worded>(definition: T, language: string): T {
  const texts = definition.texts?.[language];
  if (!texts) return definition;
  const say = (path: string, words: string) => texts[path] || words;
  return {
    ...definition,
    grades: definition.grades.map((grade) => ({ ...grade, name: say(`grades.${grade.key}`, grade.name) })),
    dimensions: definition.dimensions.map((dimension) => ({
      ...dimension,
      name: say(`${dimension.key}.name`, dimension.name),
      about: say(`${dimension.key}.about`, dimension.about),
      questions: dimension.questions.map((q) => ({
        ...q,
        text: say(`${q.id}.text`, q.text),
        help: say(`${q.id}.help`, q.help ?? ""),
        options: q.options.map((o) => ({ ...o, label: say(`${q.id}.options.${o.key}.label`, o.label), describes: say(`${q.id}.options.${o.key}.describes`, o.describes) })),
        ...(q.causes ? { causes: q.causes.map((cause) => ({ ...cause, name: say(`${q.id}.causes.${cause.key}`, cause.name) })) } : {}),
      })),
    })),
  };
}

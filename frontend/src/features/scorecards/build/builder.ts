import { createContext, useContext } from "react";
import type { Question, ScorecardDefinition } from "@/api/types";
import type { Faults } from "@/parts/faults";
import { withQuestion } from "./definition";

export interface Builder {
  name: string;
  definition: ScorecardDefinition;
  faults: Faults;
  /** The language that texts are written in, and the first, which the others fall back to. */
  language: string;
  first: string;
  /** The questions that were published; their keys stay. */
  published: ReadonlySet<string>;
  /** Takes the focus to a field that is about to be there: its place, what has to be open, and its path as a text. */
  focus: (place: string, opened: string, path?: string) => void;
  rename: (name: string) => void;
  /** Changes the whole; the place says what is one step to undo. */
  edit: (place: string, change: (definition: ScorecardDefinition) => ScorecardDefinition) => void;
}

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("there is no scorecard around this");
  return builder;
}

/** What a field of this place is given: by it a link finds the field, and the field says its own fault. */
export function useField(root: string) {
  const { faults } = useBuilder();
  return (at: string) => {
    const place = `${root}${at}`;
    return { "data-place": place, error: faults.at(place) };
  };
}

/** Changes one question. */
export function useQuestion(id: string) {
  const { edit } = useBuilder();
  return (at: string, part: Partial<Question> | ((question: Question) => Question)) =>
    edit(`${id}.${at}`, (definition) => withQuestion(definition, id, (q) => (typeof part === "function" ? part(q) : { ...q, ...part })));
}

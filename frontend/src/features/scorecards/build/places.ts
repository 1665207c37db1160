import type { FieldFault } from "@/api/fault";
import type { ScorecardDefinition } from "@/api/types";

/** What is opened where nothing else is: the scorecard's name and grades. */
export const whole = "whole";

const parts = /^definition\.dimensions\[(\d+)\](?:\.questions\[(\d+)\])?/;

/** What has to be open for a place to be seen: a question, a dimension or the whole. */
export function opens(definition: ScorecardDefinition, place: string): string {
  const said = /^definition\.texts\.[^.]+\.([^.]+)/.exec(place)?.[1];
  if (said) return definition.dimensions.some(({ key, questions }) => key === said || questions.some(({ id }) => id === said)) ? said : whole;
  const [, at, n] = parts.exec(place) ?? [];
  const dimension = at === undefined ? undefined : definition.dimensions[Number(at)];
  const question = n === undefined ? undefined : dimension?.questions[Number(n)];
  return question?.id ?? dimension?.key ?? whole;
}

/** The language in which a place's words stand. */
export const languageOf = (place: string): string | undefined => /^definition\.texts\.([^.]+)/.exec(place)?.[1];

/** Where a fault lies below what has to be opened: `options[1].label`. */
export const rest = ({ location }: FieldFault): string => location.replace(parts, "").replace(/^definition\./, "").replace(/^\./, "");

import { periods, type FigureAsk } from "@/api/figures";
import { dimensions } from "@/api/types";
import { oneOf } from "@/parts/lists";

interface Search {
  team?: string;
  version?: string;
  dimension?: string;
  weeks?: string;
}

/** What an address asks for; what it spells wrongly is left to the server to choose. */
export function askOf({ team, version, dimension, weeks }: Search): FigureAsk {
  return { team, version, dimension: oneOf(["overall", ...dimensions] as const, dimension), weeks: periods.find((length) => String(length) === weeks) };
}

export const searchOf = ({ weeks, ...rest }: FigureAsk): Search => ({ ...rest, weeks: weeks && String(weeks) });

import type { Round, RoundReport } from "@/api/types";

export type Cohort = "peers" | "supervisors" | "customers" | "others" | "self";

export interface Floors {
  scores: number;
  comments: number;
}

/** The least that a site asks for; it may ask for more, and refuses then. */
export const usualFloors: Floors = { scores: 3, comments: 5 };

export interface Counted {
  cohort: Cohort;
  people: number;
  /** Whether so many could be shown by words too, were all to write. */
  words: boolean;
}

/** In which cohorts those who are asked will be counted; too few supervisors are put together with the peers. */
export function cohortsOf(peers: number, supervisors: number, self: boolean, floors: Floors): Counted[] {
  const counted = (cohort: Cohort, people: number) => ({ cohort, people, words: people >= floors.comments });
  const apart = supervisors === 0 || supervisors >= floors.scores;
  const list = apart ? [counted("peers", peers), counted("supervisors", supervisors)] : [counted("others", peers + supervisors)];
  if (self) list.push({ cohort: "self", people: 1, words: true });
  return list.filter(({ people }) => people > 0);
}

export interface Cell {
  cohort: Cohort;
  n?: number;
  mean?: number;
  tooFew: boolean;
}

export interface Line {
  key: string;
  text: string;
  cells: Cell[];
}

/** A report by prompt: what each cohort says of it, the agent's own last. */
export function linesOf({ prompts }: Pick<Round, "prompts">, report: RoundReport): Line[] {
  return prompts.map(({ key, text }) => {
    const cells: Cell[] = report.views.flatMap(({ cohort, scores }) =>
      scores.filter(({ prompt }) => prompt === key).map((cell) => ({ cohort, n: cell.n, mean: cell.mean, tooFew: cell.too_few || cell.mean === undefined })),
    );
    const own = report.self?.scores.find(({ prompt }) => prompt === key);
    if (own?.score !== undefined) cells.push({ cohort: "self", mean: own.score, tooFew: false });
    return { key, text, cells };
  });
}

import type { Standings } from "@/api/types";
import type { Score } from "@/parts/score";

type Figure = Standings["agents"][number]["figures"][number];

export const scoreOf = ({ own, rest }: Figure): Score => ({
  value: own?.mean ?? null,
  low: own?.low,
  high: own?.high,
  teamLow: rest?.low,
  teamHigh: rest?.high,
  n: own?.n ?? 0,
});

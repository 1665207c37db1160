import { Checkbox } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { teamTrendQuery, type FigureAsk } from "@/api/figures";
import { Loaded } from "@/parts/States";
import { WeekMarks } from "./WeekMarks";

/** How a team's scores went, or for whoever sees all teams those of the whole organisation. */
export function TeamTrend({ ask, seesAll }: { ask: FigureAsk; seesAll: boolean }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const trend = useQuery({ ...teamTrendQuery({ ...ask, team: whole ? undefined : ask.team }), placeholderData: keepPreviousData });
  return (
    <Loaded query={trend} rows={4}>
      {(data) => <WeekMarks of={data.trend}>{seesAll && <Checkbox mb="sm" label={t("standings.whole")} checked={whole} onChange={(e) => setWhole(e.currentTarget.checked)} />}</WeekMarks>}
    </Loaded>
  );
}

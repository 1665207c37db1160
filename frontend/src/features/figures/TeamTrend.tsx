import { Checkbox } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { teamTrendQuery, type FigureAsk } from "@/api/figures";
import { Loaded } from "@/parts/States";
import { Weeks } from "./Weeks";

/** How a team's scores went, or for whoever sees all teams those of the whole organisation. */
export function TeamTrend({ ask, team, seesAll }: { ask: FigureAsk; team: string; seesAll: boolean }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const trend = useQuery({ ...teamTrendQuery({ ...ask, team: whole ? undefined : ask.team }), placeholderData: keepPreviousData });
  return (
    <Loaded query={trend} rows={4}>
      {(data) => (
        <Weeks of={data.trend} behind={{ team: data.team, scorecard: data.version?.scorecard, version: data.version?.id }} name={`${whole ? t("standings.whole") : team}, ${t(`dimension.${data.dimension}`)}`}>
          {seesAll && <Checkbox mb="sm" label={t("standings.whole")} checked={whole} onChange={(e) => setWhole(e.currentTarget.checked)} />}
        </Weeks>
      )}
    </Loaded>
  );
}

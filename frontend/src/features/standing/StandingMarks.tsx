import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { standingQuery } from "@/api/evaluations";
import type { StandingLine } from "@/api/types";
import { DimensionMarks } from "@/parts/DimensionMarks";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";

export function StandingMarks() {
  const { t } = useTranslation();
  const standing = useQuery(standingQuery);
  const note = standing.data && t("standing.rests_on", { drawn: standing.data.drawn, scored: standing.data.scored });
  return (
    <Section title={t("standing.title")} note={note} id="standing">
      <Loaded query={standing} rows={6}>
        {({ dimensions }) => <DimensionMarks lines={dimensions.map((line) => ({ key: line.key, score: scoreOf(line) }))} legend={t("standing.legend")} />}
      </Loaded>
    </Section>
  );
}

const scoreOf = (line: StandingLine) => ({
  value: line.mean,
  low: line.low,
  high: line.high,
  teamLow: line.team_low,
  teamHigh: line.team_high,
  n: line.n,
});

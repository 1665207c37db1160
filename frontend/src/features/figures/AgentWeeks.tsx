import { Select } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AgentFigures } from "@/api/types";
import { Weeks } from "./Weeks";

/** An agent's weeks, one dimension at a time. */
export function AgentWeeks({ of }: { of: AgentFigures }) {
  const { t } = useTranslation();
  const [key, setKey] = useState<AgentFigures["figures"][number]["key"]>("overall");
  const weeks = useMemo(() => of.trend.filter((week) => week.key === key), [of.trend, key]);
  return (
    <Weeks of={weeks} behind={{ agent: of.agent, team: of.team, scorecard: of.version?.scorecard, version: of.version?.id }} name={`${of.agent_name}, ${t(`dimension.${key}`)}`}>
      <Select
        label={t("agent_figures.of")}
        allowDeselect={false}
        maw={280}
        mb="sm"
        value={key}
        onChange={(next) => setKey(of.figures.find((line) => line.key === next)?.key ?? "overall")}
        data={of.figures.map((line) => ({ value: line.key, label: t(`dimension.${line.key}`) }))}
      />
    </Weeks>
  );
}

import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { trendQuery } from "@/api/evaluations";
import { dimensions, type StandingLine, type Trend } from "@/api/types";
import { Course } from "@/parts/Course";
import { Card, Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { monthOf } from "@/parts/time";
import classes from "./standing.module.css";
import { courseOf } from "./trend";

type Key = StandingLine["key"];

/** How the agent's scores went, month by month, in one dimension at a time. */
export function OwnTrend() {
  const { t } = useTranslation();
  const trend = useQuery(trendQuery);
  const [key, setKey] = useState<Key>("overall");
  return (
    <Section title={t("trend.title")} note={t("trend.rests_on")} id="trend">
      <Loaded query={trend} rows={6}>
        {(data) =>
          data.points.length === 0 ? (
            <p className={classes.quiet}>{t("trend.none")}</p>
          ) : (
            <Card>
              <Select
                className={classes.choice}
                label={t("trend.of")}
                allowDeselect={false}
                value={key}
                onChange={(next) => next && setKey(next as Key)}
                data={(["overall", ...dimensions] as const).map((value) => ({ value, label: t(`dimension.${value}`) }))}
              />
              <Months trend={data} of={key} />
              <p className={classes.legend}>{t("trend.legend")}</p>
            </Card>
          )
        }
      </Loaded>
    </Section>
  );
}

function Months({ trend, of }: { trend: Trend; of: Key }) {
  const { t } = useTranslation();
  const points = useMemo(() => courseOf(trend, of, ({ name, number }) => t("trend.from_here", { name, number })), [trend, of, t]);
  return <Course of={t(`dimension.${of}`)} points={points} kind="score" nameOf={monthBegun} />;
}

const monthBegun = (day: string) => monthOf(day.slice(0, 7));

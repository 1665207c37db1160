import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { watchesQuery } from "@/api/interactions";
import type { Interaction, Watch } from "@/api/types";
import { Card, Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";
import { span } from "@/parts/time";
import classes from "./interactions.module.css";

interface Props {
  interaction: string;
  /** Until then at most, whatever stays open after it. */
  endedAt?: Interaction["ended_at"];
  /** Its agent is told once it has ended. */
  later?: boolean;
}

/** Who watched an interaction. */
export function Watches({ interaction, endedAt, later = false }: Props) {
  const { t } = useTranslation();
  const watches = useQuery(watchesQuery(interaction));
  const untilOf = (watch: Watch) => (endedAt && (!watch.until || watch.until > endedAt) ? endedAt : watch.until);
  return (
    <Section title={t("watches.title")} id="watches">
      <Loaded query={watches} rows={2} empty={{ title: t(later ? "watches.later" : "watches.none"), text: t(later ? "watches.later_text" : "watches.none_text") }}>
        {(list) => (
          <Card>
            <ul className={classes.watches}>
              {list.map((watch) => {
                const until = untilOf(watch);
                return (
                  <li key={watch.id}>
                    <strong>{watch.user_name}</strong> <Time at={watch.from} />
                    <span className={classes.quiet}>{until ? t("watches.for", { time: span(Date.parse(until) - Date.parse(watch.from)) }) : t("watches.still")}</span>
                  </li>
                );
              })}
            </ul>
          </Card>
        )}
      </Loaded>
    </Section>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { watchesQuery } from "@/api/interactions";
import { Card, Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";
import { span } from "@/parts/time";
import classes from "./interactions.module.css";

/** Who watched an interaction; later says that its agent is told once it has ended. */
export function Watches({ interaction, later = false }: { interaction: string; later?: boolean }) {
  const { t } = useTranslation();
  const watches = useQuery(watchesQuery(interaction));
  return (
    <Section title={t("watches.title")} id="watches">
      <Loaded query={watches} rows={2} empty={{ title: t(later ? "watches.later" : "watches.none"), text: t(later ? "watches.later_text" : "watches.none_text") }}>
        {(list) => (
          <Card>
            <ul className={classes.watches}>
            {list.map((watch) => (
              <li key={`${watch.user}-${watch.from}`}>
                <strong>{watch.user_name}</strong> <Time at={watch.from} />
                <span className={classes.quiet}>
                  {watch.until ? t("watches.for", { time: span(Date.parse(watch.until) - Date.parse(watch.from)) }) : t("watches.still")}
                </span>
              </li>
            ))}
          </ul>
          </Card>
        )}
      </Loaded>
    </Section>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ownWatchesQuery } from "@/api/interactions";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";
import { span } from "@/parts/time";
import classes from "./standing.module.css";

/** Who watched the agent; after says that a watch is shown once its interaction has ended. */
export function OwnWatches({ after }: { after: boolean }) {
  const { t } = useTranslation();
  const watches = useInfiniteQuery(ownWatchesQuery);
  return (
    <Section title={t("watches.me")} id="watched-me">
      <Loaded query={watches} rows={2} empty={{ title: t("watches.none_me"), text: t(after ? "watches.none_me_after" : "watches.none_me_text") }}>
        {(list) => (
          <ul className={classes.watches}>
            {list.map((watch) => (
              <li key={`${watch.interaction}-${watch.user_name}-${watch.from}`}>
                <span>
                  <strong>{watch.user_name}</strong> <Time at={watch.from} />
                </span>
                <span className={classes.quiet}>
                  {watch.until ? t("watches.for", { time: span(Date.parse(watch.until) - Date.parse(watch.from)) }) : t(after ? "watches.to_end" : "watches.still")}
                </span>
                <Link to="/interactions/$id" params={{ id: watch.interaction }}>
                  {t("watches.which")}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <MoreButton query={watches} />
    </Section>
  );
}

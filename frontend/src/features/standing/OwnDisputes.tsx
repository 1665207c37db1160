import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ownDisputesQuery } from "@/api/disputes";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";
import classes from "./standing.module.css";

/** What the agent disputed, and how it ended. */
export function OwnDisputes() {
  const { t } = useTranslation();
  const disputes = useInfiniteQuery(ownDisputesQuery);
  return (
    <Section title={t("own_disputes.title")} id="own-disputes">
      <Loaded query={disputes} rows={2} empty={{ title: t("own_disputes.none"), text: t("own_disputes.none_text") }}>
        {(list) => (
          <ul className={classes.watches}>
            {list.map((one) => (
              <li key={one.id}>
                <span>
                  <Link to="/evaluations/$id" params={{ id: one.evaluation }}>
                    {one.question_text}
                  </Link>{" "}
                  <Time at={one.opened_at} />
                </span>
                <span className={classes.quiet}>
                  {t(`dispute.state_${one.status}`)}
                  {one.status === "open" ? (
                    <>
                      , {t("own_disputes.by")} <Time at={one.due_at} />
                    </>
                  ) : (
                    one.overall_before != null && one.overall_after != null && one.overall_before !== one.overall_after && `: ${Math.round(one.overall_before)} → ${Math.round(one.overall_after)}`
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <MoreButton query={disputes} />
    </Section>
  );
}

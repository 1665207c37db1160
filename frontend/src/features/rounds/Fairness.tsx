import { useTranslation } from "react-i18next";
import type { AskedRound } from "@/api/types";
import { dayOf } from "@/parts/time";
import classes from "./rounds.module.css";

/** What happens with what a rater says, told before they say it. */
export function Fairness({ round }: { round: AskedRound }) {
  const { t } = useTranslation();
  return (
    <div className={classes.notice}>
      <p>
        <strong>{t("rounds.before")}</strong>
      </p>
      <ul>
        <li>{t("rounds.for_good")}</li>
        <li>{t(`rounds.you_in_${round.cohort}`)}</li>
        {round.cohort !== "self" && <li>{t("rounds.floors", { scores: round.k_scores, comments: round.k_comments })}</li>}
        <li>{t("rounds.who_reads", { name: round.agent_name, day: dayOf(round.closes_on) })}</li>
      </ul>
    </div>
  );
}

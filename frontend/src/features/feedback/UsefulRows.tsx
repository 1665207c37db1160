import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Feedback } from "@/api/types";
import { ItemRow, Items } from "@/parts/ItemRow";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import classes from "./feedback.module.css";

/** What agents said of evaluations and sessions; in a list of many each leads to what it is about. */
export function UsefulRows({ rows, linked }: { rows: Feedback[]; linked?: boolean }) {
  const { t } = useTranslation();
  return (
    <Items label={t("useful.title")}>
      {rows.map((row) => (
        <ItemRow
          key={row.id}
          label={t("useful.said", { name: row.agent_name, useful: row.useful })}
          title={t("useful.said", { name: row.agent_name, useful: row.useful })}
          meta={[linked && t(row.evaluation ? "useful.of_evaluation" : "useful.of_session", { name: row.about_name }), <Time key="when" at={row.created_at} />]}
          actions={
            linked && (
              <Anchor component={Link} to={row.evaluation ? `/evaluations/${row.evaluation}` : `/coaching/${row.session}`}>
                {t("useful.open")}
              </Anchor>
            )
          }
        >
          {row.comment && (
            <p className={classes.text}>
              <Written text={row.comment} />
            </p>
          )}
        </ItemRow>
      ))}
    </Items>
  );
}

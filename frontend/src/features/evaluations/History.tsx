import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { historyQuery } from "@/api/evaluations";
import { Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";
import classes from "./evaluations.module.css";

export function History({ id }: { id: string }) {
  const { t } = useTranslation();
  const history = useQuery(historyQuery(id));
  return (
    <Section title={t("evaluation.history")} id="history">
      <Loaded query={history} rows={3} empty={{ title: t("evaluation.no_history"), text: t("evaluation.no_history_text") }}>
        {(entries) => (
          <ol className={classes.history}>
            {entries.map((entry) => (
              <li key={`${entry.revision}-${entry.at}`}>
                <span>
                  <strong>{entry.actor_name}</strong> {t(`action.${entry.action}`, { defaultValue: entry.action.replaceAll("_", " ") })}
                  {typeof entry.detail.reason === "string" && (
                    <span className={classes.quiet}>
                      {" "}
                      – <Written text={entry.detail.reason} />
                    </span>
                  )}
                </span>
                <span className={classes.when}>
                  <Time at={entry.at} />
                </span>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Section>
  );
}

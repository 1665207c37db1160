import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ownLooksQuery } from "@/api/audit";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";
import classes from "./standing.module.css";

/** Who read the agent's scores. */
export function OwnLooks() {
  const { t } = useTranslation();
  const looks = useInfiniteQuery(ownLooksQuery);
  return (
    <Section title={t("looks.title")} id="looks">
      <Loaded query={looks} rows={2} empty={{ title: t("looks.none"), text: t("looks.none_text") }}>
        {(list) => (
          <ul className={classes.watches}>
            {list.map((look) => (
              <li key={look.id}>
                <span>
                  <strong>{look.actor_name}</strong> <Time at={look.at} />
                </span>
                <span className={classes.quiet}>{t(`audit.did.${look.action}`, { defaultValue: look.action })}</span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <MoreButton query={looks} />
    </Section>
  );
}

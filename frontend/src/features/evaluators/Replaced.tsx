import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { replacedQuery } from "@/api/evaluators";
import { ItemRow, Items } from "@/parts/ItemRow";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";
import classes from "./evaluators.module.css";

/** What could not be scored, for who answers for the samples. */
export function Replaced() {
  const { t } = useTranslation();
  const replaced = useInfiniteQuery(replacedQuery);
  return (
    <Section title={t("replace.all")} id="replaced">
      <p className={classes.line}>{t("replace.all_text")}</p>
      <Loaded query={replaced} empty={{ title: t("replace.none"), text: t("replace.none_text") }}>
        {(rows) => (
          <Items label={t("replace.all")}>
            {rows.map((one) => (
              <ItemRow
                key={one.id}
                label={t(`replace.cause_${one.cause}`)}
                title={t(`replace.cause_${one.cause}`)}
                meta={[
                  one.reason && <Written key="reason" text={one.reason} />,
                  one.plan_name,
                  t("replace.by", { name: one.by_name }),
                  <Time key="at" at={one.at} />,
                  t(one.with ? "replace.with" : "replace.none_left"),
                ]}
              />
            ))}
          </Items>
        )}
      </Loaded>
      <MoreButton query={replaced} />
    </Section>
  );
}

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { evaluationsQuery } from "@/api/evaluations";
import type { Interaction } from "@/api/types";
import { ItemRow, Items } from "@/parts/ItemRow";
import { Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import { EvaluateSelf } from "./EvaluateSelf";
import { selvesOf } from "./selves";
import classes from "./evaluations.module.css";

const few = 3;

/** An agent's newest interactions of which nothing was released to them yet, to evaluate themselves. */
export function OwnSelves({ agent, interactions }: { agent: string; interactions: Interaction[] }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(evaluationsQuery({ agent }));
  const open = list.data ? selvesOf(interactions, list.data, !list.hasNextPage).slice(0, few) : [];
  if (open.length === 0) return null;
  return (
    <Section title={t("comparing.self_section")} id="own-evaluations">
      <p className={classes.quiet}>{t("comparing.self_hint")}</p>
      <Items label={t("comparing.self_section")}>
        {open.map(({ interaction: one, begun }) => {
          const name = one.subject ?? one.external_id ?? t("evaluation.untitled");
          return (
            <ItemRow
              key={one.id}
              label={name}
              title={<Written text={name} />}
              meta={[<Time key="at" at={one.started_at} />]}
              actions={
                begun ? (
                  <Button component={Link} to={`/score/${begun}`}>
                    {t("comparing.self_on")}
                  </Button>
                ) : (
                  <EvaluateSelf interaction={one.id} />
                )
              }
            />
          );
        })}
      </Items>
    </Section>
  );
}

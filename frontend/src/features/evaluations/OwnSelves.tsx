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
import classes from "./evaluations.module.css";

const few = 3;

/** An agent's newest interactions of which nothing was released to them yet, to evaluate themselves. */
export function OwnSelves({ agent, interactions }: { agent: string; interactions: Interaction[] }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(evaluationsQuery({ agent }));
  const known = new Map((list.data ?? []).map((one) => [one.interaction, one]));
  const open = interactions.filter(({ id, status }) => status === "ended" && (!known.has(id) || known.get(id)!.status === "draft")).slice(0, few);
  if (!list.data || open.length === 0) return null;
  return (
    <Section title={t("comparing.self_section")} id="own-evaluations">
      <p className={classes.quiet}>{t("comparing.self_hint")}</p>
      <Items label={t("comparing.self_section")}>
        {open.map((one) => {
          const begun = known.get(one.id);
          const name = one.subject ?? one.external_id ?? t("evaluation.untitled");
          return (
            <ItemRow
              key={one.id}
              label={name}
              title={<Written text={name} />}
              meta={[<Time key="at" at={one.started_at} />]}
              actions={
                begun ? (
                  <Button component={Link} to={`/score/${begun.id}`}>
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

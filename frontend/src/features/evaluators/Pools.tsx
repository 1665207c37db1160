import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { poolsQuery } from "@/api/evaluators";
import type { Pool } from "@/api/types";
import { ItemRow, Items } from "@/parts/ItemRow";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { PoolForm } from "./PoolForm";
import classes from "./evaluators.module.css";

const names = (list: { name: string }[]) => list.map(({ name }) => name).join(", ");

/** The pools; who may changes them. */
export function Pools({ writes }: { writes: boolean }) {
  const { t } = useTranslation();
  const pools = useQuery(poolsQuery);
  const [edited, setEdited] = useState<Pool | "new" | null>(null);
  return (
    <Section title={t("pool.title")} id="pools" actions={writes && <Button onClick={() => setEdited("new")}>{t("pool.add")}</Button>}>
      <p className={classes.line}>{t("pool.text")}</p>
      <Loaded query={pools} empty={{ title: t("pool.none"), text: t("pool.none_text") }}>
        {(rows) => (
          <Items label={t("pool.title")}>
            {rows.map((one) => (
              <ItemRow
                key={one.id}
                label={one.name}
                title={one.name}
                meta={[names(one.members) || t("pool.nobody"), names(one.teams) || t("pool.every_team")]}
                actions={
                  writes && (
                    <Button variant="default" onClick={() => setEdited(one)}>
                      {t("pool.edit")}
                    </Button>
                  )
                }
              />
            ))}
          </Items>
        )}
      </Loaded>
      {edited && <PoolForm pool={edited === "new" ? undefined : edited} onClose={() => setEdited(null)} />}
    </Section>
  );
}

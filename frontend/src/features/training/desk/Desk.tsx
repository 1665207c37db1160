import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { TrainingDesk } from "@/api/types";
import { Items, ItemRow } from "@/parts/ItemRow";
import { Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Empty } from "@/parts/States";
import { Time } from "@/parts/Time";
import { Due } from "../Due";

interface Row {
  key: string;
  agent: string;
  lead: ReactNode;
  meta: ReactNode[];
  assignment?: string;
  module?: string;
}

const words = (...texts: string[]) => texts.map((text, i) => <Written key={i} text={text} />);

/** What waits for a trainer: to mark, to sign off, overdue, due again. */
export function Desk({ desk }: { desk: TrainingDesk }) {
  const { t } = useTranslation();
  const blocks: { key: "to_mark" | "to_sign" | "overdue" | "refresh"; count: number; rows: Row[] }[] = [
    {
      key: "to_mark",
      count: desk.to_mark.count,
      rows: desk.to_mark.items.map((one) => ({ key: one.attempt, agent: one.agent_name, lead: <Time at={one.submitted_at} />, meta: words(one.title, one.part_title), assignment: one.assignment })),
    },
    {
      key: "to_sign",
      count: desk.to_sign.count,
      rows: desk.to_sign.items.map((one) => ({
        key: one.assignment + one.part,
        agent: one.agent_name,
        lead: t(`part.${one.kind}`),
        meta: [...words(one.title, one.part_title), <Due key="due" of={{ due_on: one.due_on, overdue: false }} />],
        assignment: one.assignment,
      })),
    },
    {
      key: "overdue",
      count: desk.overdue.count,
      rows: desk.overdue.items.map((one) => ({ key: one.id, agent: one.agent_name, lead: <Due of={one} />, meta: [...words(one.title), t("learning.progress", { done: one.done, total: one.parts })], assignment: one.id })),
    },
    {
      key: "refresh",
      count: desk.refresh.count,
      rows: desk.refresh.items.map((one) => ({ key: one.module + one.agent, agent: one.agent_name, lead: undefined, meta: [...words(one.title), <span key="at">{t("modules.learnt")} <Time at={one.completed_at} /></span>], module: one.module })),
    },
  ];
  const shown = blocks.filter(({ count }) => count > 0);
  if (shown.length === 0) return <Empty title={t("modules.desk_empty")} text={t("modules.desk_empty_text")} />;
  return shown.map(({ key, count, rows }) => (
    <Section key={key} title={t(`modules.desk_${key}`)} id={`desk-${key}`} note={count >= 1000 ? t("modules.many") : count > rows.length ? t("modules.first_of", { shown: rows.length, count }) : String(count)}>
      <Items label={t(`modules.desk_${key}`)}>
        {rows.map((row) => (
          <ItemRow
            key={row.key}
            label={row.agent}
            title={<Written text={row.agent} />}
            lead={row.lead}
            meta={row.meta}
            actions={
              <Button variant="default" component={Link} to={row.assignment ? `/modules/assignments/${row.assignment}` : `/modules?assign=${row.module}`}>
                {t(`modules.do_${key}`)}
              </Button>
            }
          />
        ))}
      </Items>
    </Section>
  ));
}

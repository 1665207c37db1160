import { Button, Progress } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ModuleAssignment } from "@/api/types";
import { Items, ItemRow } from "@/parts/ItemRow";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import { Due } from "../Due";
import { HelpsWith } from "../HelpsWith";
import { isOpen } from "../open";

/** What one is to learn, what is due first. */
export function AssignmentRows({ rows, label, selected }: { rows: ModuleAssignment[]; label: string; selected?: number }) {
  const { t } = useTranslation();
  return (
    <Items label={label}>
      {rows.map((one, i) => {
        const open = isOpen(one);
        const next = one.status === "assigned" ? "learning.begin" : "learning.go_on";
        const far = t("learning.progress", { done: one.done, total: one.parts });
        return (
          <ItemRow
            key={one.id}
            label={one.title}
            selected={i === selected}
            title={<Written text={one.title} />}
            lead={open ? <Due of={one} /> : undefined}
            meta={[
              t("training.minutes", { count: one.minutes }),
              open ? far : t(`assignment.${one.status}`),
              one.completed_at && <Time key="at" at={one.completed_at} />,
              one.reason && <Written key="why" text={one.reason} />,
              one.question && (
                <span key="question">
                  {t("assigning.helps_with")}: <HelpsWith question={one.question} />
                </span>
              ),
              open && one.waits_for.length > 0 && t("learning.waits_for", { titles: one.waits_for.map(({ name }) => name).join(", ") }),
            ]}
            actions={
              <Button variant={i === 0 && open ? "filled" : "default"} component={Link} to={`/learning/${one.id}`}>
                {t(open ? next : "learning.open")}
                <span className="visually-hidden">{one.title}</span>
              </Button>
            }
          >
            {open && <Progress value={(100 * one.done) / Math.max(1, one.parts)} size="xs" aria-label={far} />}
          </ItemRow>
        );
      })}
    </Items>
  );
}

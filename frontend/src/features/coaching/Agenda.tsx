import { Anchor, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AgendaItem } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Card } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import { Empty } from "@/parts/States";
import classes from "./coaching.module.css";

/** What is to be talked about, each with the words that were said. */
export function Agenda({ items, onAssign }: { items: AgendaItem[]; onAssign?: (item: AgendaItem) => void }) {
  const { t } = useTranslation();
  if (items.length === 0) return <Empty title={t("coaching.no_agenda")} text={t("coaching.no_agenda_text")} />;
  return (
    <Card>
      <ol className={classes.agenda}>
        {items.map((item, i) => (
          <li key={`${item.evaluation ?? ""}-${item.question ?? ""}-${i}`} className={classes.item}>
            <h3>
              {item.dimension && <DimensionBadge of={item.dimension} />}
              <span>{item.question_text ?? <Written text={item.note} />}</span>
              {item.score != null && <span className={classes.score}>{t("coaching.scored", { score: Math.round(item.score) })}</span>}
            </h3>
            {item.question_text && item.note && (
              <p className={classes.text}>
                <Written text={item.note} />
              </p>
            )}
            {(item.evidence ?? []).map((one) => (
              <blockquote key={`${one.interaction}-${one.pos}`} className={classes.quote}>
                <Written text={one.text} />
              </blockquote>
            ))}
            <div className={classes.links}>
              {item.evaluation && (
                <Anchor component={Link} to={`/evaluations/${item.evaluation}`}>
                  {t("coaching.read_evaluation")}
                </Anchor>
              )}
              {item.released_at && (
                <span className={classes.quiet}>
                  {t("coaching.released")} <Time at={item.released_at} />
                </span>
              )}
              {onAssign && item.question && (
                <Button size="compact-sm" variant="subtle" onClick={() => onAssign(item)}>
                  {t("assigning.assign_module")}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

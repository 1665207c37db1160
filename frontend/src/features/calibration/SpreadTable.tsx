import { Button } from "@mantine/core";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { dimensions, type Calibration, type Question } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Section } from "@/parts/Page";
import classes from "./calibration.module.css";
import { ItemLine } from "./ItemLine";
import { ReferDialog } from "./ReferDialog";
import { labelIn, needsReference } from "./spread";

export type Spread = Calibration["spread"][number];
export type Asked = Spread["questions"][number];

interface Props {
  of: Calibration;
  spread: Spread;
  questions: Question[];
  onRefer?: boolean;
}

/** What evaluators answered in one interaction, question by question, and the reference. */
export function SpreadTable({ of, spread, questions, onRefer }: Props) {
  const { t } = useTranslation();
  const [referring, setReferring] = useState<Asked>();
  const nameOf = useCallback((id: string) => of.evaluators.find((one) => one.id === id)?.name ?? "", [of.evaluators]);
  const columns = useMemo<Column<Asked>[]>(() => {
    const question = (id: string) => questions.find((one) => one.id === id);
    const label = (id: string, option: string) => labelIn(question(id), option) ?? t("score.na");
    return [
      {
        id: "question",
        header: t("calibration.question"),
        cell: ({ row: { original: one } }) => {
          const dimension = dimensions.find((known) => known === one.dimension);
          return (
            <span className={classes.named}>
              {dimension && <DimensionBadge of={dimension} />} {question(one.question)?.text ?? t("dispute_figures.gone")}
            </span>
          );
        },
      },
      {
        id: "given",
        header: t("calibration.given"),
        cell: ({ row: { original: one } }) => (
          <ul className={classes.given}>
            {one.given.map((given) => (
              <li key={given.evaluator} data-other={given.option !== one.usual || undefined}>
                <span>{nameOf(given.evaluator)}</span>
                <span>
                  {label(one.question, given.option)}
                  {given.comment && <span className={classes.small}>{given.comment}</span>}
                </span>
              </li>
            ))}
          </ul>
        ),
      },
      {
        id: "same",
        header: t("calibration.same"),
        cell: ({ row: { original: one } }) => (
          <span>
            {t("calibration.same_of", { same: one.same, count: one.given.length })}
            {one.apart != null && one.apart > 0 && <span className={classes.small}>{t("calibration.apart", { points: Math.round(one.apart) })}</span>}
          </span>
        ),
      },
      {
        id: "reference",
        header: t("calibration.reference"),
        cell: ({ row: { original: one } }) => (
          <span>
            {one.reference ? label(one.question, one.reference.option) : needsReference(one) ? t("calibration.open") : label(one.question, one.usual)}
            {one.reference?.reason && <span className={classes.small}>{one.reference.reason}</span>}
            {onRefer && (
              <Button size="xs" variant="default" onClick={() => setReferring(one)} aria-label={t(one.reference ? "calibration.change_named" : "calibration.settle_named", { text: question(one.question)?.text ?? "" })}>
                {t(one.reference ? "calibration.change" : "calibration.settle_it")}
              </Button>
            )}
          </span>
        ),
      },
    ];
  }, [t, questions, onRefer, nameOf]);
  const asked = referring && questions.find((one) => one.id === referring.question);
  return (
    <Section title={t("calibration.interaction", { n: of.spread.indexOf(spread) + 1 })} note={<ItemLine of={spread} />} id={`spread-${spread.interaction}`}>
      <Scores spread={spread} nameOf={nameOf} />
      <DataTable name="calibration-spread" label={t("calibration.spread_of", { n: of.spread.indexOf(spread) + 1 })} columns={columns} rows={spread.questions} idOf={({ question }) => question} />
      {referring && asked && <ReferDialog of={of} interaction={spread.interaction} asked={referring} question={asked} onClose={() => setReferring(undefined)} />}
    </Section>
  );
}

function Scores({ spread, nameOf }: { spread: Spread; nameOf: (id: string) => string }) {
  const { t } = useTranslation();
  const said = spread.scores.map(({ evaluator, score }) => t("calibration.scored", { name: nameOf(evaluator), score: score == null ? "–" : Math.round(score) }));
  if (spread.score != null) said.push(t("calibration.scored_by_reference", { score: Math.round(spread.score) }));
  return <p className={classes.quiet}>{said.join(" · ")}</p>;
}

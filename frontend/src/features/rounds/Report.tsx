import { useTranslation } from "react-i18next";
import type { Dimension, Round, RoundReport } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Card, Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Empty } from "@/parts/States";
import { linesOf, type Cell, type Line } from "./cohorts";
import classes from "./rounds.module.css";

/** What was said, as far as enough people stand behind it. */
export function Report({ round, report }: { round: Round; report: RoundReport }) {
  const { t } = useTranslation();
  if (report.too_few) return <Empty title={t("rounds.too_few")} text={t("rounds.too_few_text", { scores: round.k_scores })} />;
  const lines = linesOf(round, report);
  return (
    <>
      <Section title={t("rounds.figures")} id="figures" note={t("rounds.scale")}>
        <Card>
          <ul className={classes.lines}>
            {lines.map((line) => (
              <li key={line.key}>
                <h3 className={classes.prompt}>
                  <DimensionBadge of={line.key as Dimension} />
                  <span>{line.text}</span>
                </h3>
                <ul className={classes.cells}>
                  {line.cells.map((cell) => (
                    <Mark key={cell.cohort} of={cell} />
                  ))}
                </ul>
              </li>
            ))}
          </ul>
          <details>
            <summary>{t("rounds.as_table")}</summary>
            <Figures lines={lines} />
          </details>
        </Card>
      </Section>
      <Section title={t("rounds.words")} id="words" note={t("rounds.words_order")}>
        <Words round={round} report={report} />
      </Section>
    </>
  );
}

function useFigure() {
  const { t } = useTranslation();
  return (cell: Cell) => {
    if (cell.tooFew) return t("rounds.too_few_cell");
    return cell.n === undefined ? String(cell.mean) : t("rounds.cell", { mean: cell.mean!.toFixed(1), count: cell.n });
  };
}

function Mark({ of }: { of: Cell }) {
  const { t } = useTranslation();
  const figure = useFigure();
  return (
    <li className={classes.cell}>
      <span className={classes.quiet}>{t(`rounds.cohort_${of.cohort}`)}</span>
      <span className={classes.scale} aria-hidden="true">
        {!of.tooFew && <span className={classes.dot} data-self={of.cohort === "self" || undefined} style={{ left: `${((of.mean! - 1) / 4) * 100}%` }} />}
      </span>
      <span>{figure(of)}</span>
    </li>
  );
}

function Figures({ lines }: { lines: Line[] }) {
  const { t } = useTranslation();
  const figure = useFigure();
  const cohorts = [...new Set(lines.flatMap(({ cells }) => cells.map(({ cohort }) => cohort)))];
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("rounds.as_table")}>
      <table className={classes.figures}>
        <thead>
          <tr>
            <th scope="col">{t("rounds.prompt")}</th>
            {cohorts.map((cohort) => (
              <th key={cohort} scope="col">
                {t(`rounds.cohort_${cohort}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{t(`dimension.${line.key}`)}</th>
              {cohorts.map((cohort) => {
                const cell = line.cells.find((one) => one.cohort === cohort);
                return <td key={cohort}>{cell ? figure(cell) : t("rounds.cant_say")}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Words({ round, report }: { round: Round; report: RoundReport }) {
  const { t } = useTranslation();
  const own = report.self ? [{ cohort: "self" as const, comments: report.self.comments.map(({ prompt, words }) => ({ prompt, too_few: false, words: [words] })) }] : [];
  const asked = (key: string) => round.comment_prompts.find((prompt) => prompt.key === key)?.text ?? key;
  return (
    <Card>
      <ul className={classes.lines}>
        {[...report.views, ...own].map(({ cohort, comments }) => (
          <li key={cohort} className={classes.cohort}>
            <h3>{t(`rounds.cohort_${cohort}`)}</h3>
            {comments.map((comment) => (
              <div key={comment.prompt}>
                <p className={classes.quiet}>{asked(comment.prompt)}</p>
                {comment.too_few || comment.words.length === 0 ? (
                  <p>{t(comment.too_few ? "rounds.too_few_cell" : "rounds.no_words")}</p>
                ) : (
                  <ul className={classes.words}>
                    {comment.words.map((words, i) => (
                      <li key={i}>
                        <Written text={words} />
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

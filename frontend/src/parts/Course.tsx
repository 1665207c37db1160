import { Anchor, Button } from "@mantine/core";
import { lazy, Suspense, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { columnsOf, reachOf, type CoursePoint } from "./course-points";
import classes from "./course.module.css";
import { DataTable, type Column } from "./DataTable";
import { signed } from "./DifferenceMark";
import { figure } from "./score";

const Plot = lazy(() => import("./Plot"));

interface Props {
  /** Of whom or what. */
  of: string;
  points: CoursePoint[];
  /** Scores lie between 0 and 100 with an interval; a drift lies around 0, with limits. */
  kind: "score" | "drift";
  /** How a day reads, of a week its first. */
  nameOf: (at: string) => string;
  /** Opens what is behind a row of the table. */
  onOpen?: (at: string) => void;
}

/** How figures went by time: a picture, a sentence that says what it shows, and the table of it. */
export function Course({ of, points, kind, nameOf, onOpen }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  const drift = kind === "drift";
  const reach = useMemo(() => (drift ? Math.ceil(1.1 * reachOf(points)) : 100), [drift, points]);
  const said = drift ? signed : figure;
  const measured = points.filter(({ value }) => value !== null);
  const last = measured.at(-1);
  if (!last) return <p className={classes.legend}>{t("course.none")}</p>;
  const times = columnsOf(points)[0].length;
  return (
    <div>
      <p className={classes.caption}>{of}</p>
      <div role="img" aria-label={t("course.said", { of, from: nameOf(points[0]!.at), to: nameOf(points.at(-1)!.at), measured: measured.length, times, last: nameOf(last.at), value: said(last.value!), count: last.n })}>
        <Suspense fallback={<div className={classes.plot} />}>
          <Plot points={points} low={drift ? -reach : 0} high={reach} limits={drift} nameOf={nameOf} />
        </Suspense>
      </div>
      <p className={classes.legend}>{t(`course.legend_${kind}`)}</p>
      <Button className={classes.toggle} variant="default" size="compact-sm" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {t(open ? "course.shut" : "course.open")}
      </Button>
      <div id={id} className={classes.table} data-shut={open ? undefined : true}>
        <Figures of={of} points={points} kind={kind} nameOf={nameOf} said={said} onOpen={onOpen} />
      </div>
    </div>
  );
}

function Figures({ of, points, kind, nameOf, said, onOpen }: Props & { said: (value: number) => string }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<CoursePoint>[]>(
    () => [
      { id: "when", header: t("course.when"), cell: ({ row: { original: one } }) => (one.note ? `${nameOf(one.at)}: ${one.note}` : nameOf(one.at)) },
      { id: "value", header: t(`course.value_${kind}`), cell: ({ row: { original: one } }) => (one.value === null ? t("score.none") : said(one.value)) },
      {
        id: "between",
        header: t(`course.between_${kind}`),
        cell: ({ row: { original: one } }) =>
          one.low === null || one.high === null ? t(one.value === null ? "fair.none" : "score.too_few") : t("course.between", { low: said(one.low), high: said(one.high) }),
      },
      {
        id: "n",
        header: t("course.n"),
        cell: ({ row: { original: one } }) =>
          onOpen && one.n > 0 ? (
            <Anchor component="button" aria-label={t("course.open_n", { count: one.n, when: nameOf(one.at) })} onClick={() => onOpen(one.at)}>
              {one.n}
            </Anchor>
          ) : (
            one.n
          ),
      },
    ],
    [t, kind, nameOf, said, onOpen],
  );
  return <DataTable name={`course-${kind}`} label={of} columns={columns} rows={points.toReversed()} idOf={({ at, line = 0 }) => `${at} ${line}`} />;
}

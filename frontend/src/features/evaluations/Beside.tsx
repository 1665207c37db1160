import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dimensions, type Answer, type Evaluation, type Question, type Utterance } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Card, Section } from "@/parts/Page";
import { Said, Written } from "@/parts/Said";
import { SpanQuote } from "@/parts/SpanQuote";
import { spansOf } from "@/parts/spans";
import { basisOf, compare, type Compared, type Difference, type Side as Made } from "./compare";
import classes from "./evaluations.module.css";

interface Props {
  left: Made<Evaluation>;
  right: Made<Evaluation>;
  utterances: Utterance[];
  /** How each is called. */
  names: [left: string, right: string];
}

/** Two evaluations of the same, their scores, and question by question where one scorecard asked both. */
export function Beside({ left, right, utterances, names }: Props) {
  const { t } = useTranslation();
  const basis = basisOf(left.evaluation, right.evaluation);
  return (
    <>
      {basis !== "same" && <p>{t(`comparing.other_${basis}`)}</p>}
      <BothScores left={left.evaluation} right={right.evaluation} names={names} />
      {basis !== "scorecards" && <Questions left={left} right={right} utterances={utterances} names={names} />}
    </>
  );
}

function Questions({ left, right, utterances, names }: Props) {
  const { t } = useTranslation();
  const [only, setOnly] = useState(false);
  const all = compare(left, right);
  const differ = all.filter(({ difference }) => difference.kind !== "same");
  const shown = only ? differ : all;
  return (
    <>
      <div className={classes.besideTools}>
        <p role="status">{t("comparing.differ", { count: differ.length, all: all.length })}</p>
        <Checkbox label={t("comparing.only")} checked={only} onChange={(e) => setOnly(e.currentTarget.checked)} />
      </div>
      <Card>
        {shown.length === 0 && <p className={classes.quiet}>{t("comparing.no_difference")}</p>}
        <ul className={classes.answers} aria-label={t("comparing.questions")}>
          {shown.map((one) => (
            <Both key={one.question.id} of={one} names={names} utterances={utterances} />
          ))}
        </ul>
      </Card>
    </>
  );
}

function Both({ of: { question, asRight, left, right, difference }, names, utterances }: { of: Compared; names: [string, string]; utterances: Utterance[] }) {
  return (
    <li className={classes.answer} data-differs={difference.kind !== "same" || undefined}>
      <p className={classes.lead}>{question.text}</p>
      <HowFar difference={difference} />
      <div className={classes.beside}>
        <Side name={names[0]} question={question} answer={left} utterances={utterances} />
        <Side name={names[1]} question={asRight} answer={right} utterances={utterances} />
      </div>
    </li>
  );
}

function HowFar({ difference }: { difference: Difference }) {
  const { t } = useTranslation();
  if (difference.kind === "same") return <p className={classes.quiet}>= {t("comparing.same")}</p>;
  return (
    <p>
      <strong className={classes.disputed}>≠ {difference.kind === "apart" ? t("comparing.apart", { count: difference.levels }) : t(`comparing.${difference.kind}`)}</strong>
    </p>
  );
}

function Side({ name, question, answer, utterances }: { name: string; question: Question; answer?: Answer; utterances: Utterance[] }) {
  const { t } = useTranslation();
  const level = question.options.find(({ key }) => key === answer?.option)?.label;
  const said = (answer?.evidence ?? []).flatMap(({ pos }) => utterances.find((u) => u.pos === pos) ?? []);
  return (
    <div className={classes.judged}>
      <span className={classes.quiet}>{name}</span>
      <strong>{answer?.hidden || !answer?.option ? t("comparing.not_asked") : answer.option === "na" ? t("score.na") : level}</strong>
      {answer?.comment && (
        <p>
          <Written text={answer.comment} />
        </p>
      )}
      {spansOf(answer?.evidence).map((one) => (
        <SpanQuote key={`${one.from_ms}-${one.to_ms}`} of={one} />
      ))}
      {said.map((utterance) => (
        <q key={utterance.pos}>
          <Said utterance={utterance} />
        </q>
      ))}
    </div>
  );
}

const rounded = (value: number | null | undefined) => (value == null ? "–" : String(Math.round(value)));

function Apart({ left, right }: { left: number | null | undefined; right: number | null | undefined }) {
  return (
    <>
      <td>{rounded(left)}</td>
      <td>{rounded(right)}</td>
      <td>{left == null || right == null ? "–" : rounded(Math.abs(left - right))}</td>
    </>
  );
}

function BothScores({ left, right, names }: { left: Evaluation; right: Evaluation; names: [string, string] }) {
  const { t } = useTranslation();
  const keys = dimensions.filter((key) => left.score.dimensions[key] != null || right.score.dimensions[key] != null);
  return (
    <Section title={t("evaluation.scores")}>
      <Card>
        <table className={classes.both} aria-label={t("evaluation.scores")}>
          <thead>
            <tr>
              <th scope="col">{t("comparing.dimension")}</th>
              <th scope="col">{names[0]}</th>
              <th scope="col">{names[1]}</th>
              <th scope="col">{t("comparing.points_apart")}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t("dimension.overall")}</th>
              <Apart left={left.score.overall} right={right.score.overall} />
            </tr>
            {keys.map((key) => (
              <tr key={key}>
                <th scope="row">
                  <DimensionBadge of={key} named />
                </th>
                <Apart left={left.score.dimensions[key]} right={right.score.dimensions[key]} />
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </Section>
  );
}

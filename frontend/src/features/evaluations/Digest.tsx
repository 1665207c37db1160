import { useTranslation } from "react-i18next";
import type { QuestionOption, Utterance } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Card, Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import type { Span } from "@/parts/spans";
import { nextLevel, type Judged } from "./digest";
import { Quotes } from "./Quotes";
import classes from "./evaluations.module.css";

interface Props {
  title: string;
  none: string;
  judged: Judged[];
  utterances: Utterance[];
  startedAt: string;
  onShow: (pos: number) => void;
  onHear?: (span: Span) => void;
  id: string;
  /** Shows what the next level asks for. */
  next?: boolean;
}

export function Digest({ title, none, judged, id, next, ...quotes }: Props) {
  const { t } = useTranslation();
  return (
    <Section title={title} id={id}>
      <Card>
        {judged.length === 0 && <p className={classes.quiet}>{none}</p>}
        <ul className={classes.digest}>
          {judged.map((item) => (
            <li key={item.question.id}>
              <DimensionBadge of={item.dimension} />
              <div className={classes.judged}>
                <p className={classes.lead}>{item.question.text}</p>
                {next ? <ToTry item={item} /> : <Level of={item.level} />}
                {item.answer.comment && (
                  <p>
                    <Written text={item.answer.comment} />
                  </p>
                )}
                <Quotes answer={item.answer} {...quotes} />
                {item.level?.fails && <p className={classes.fails}>{t("scoring.fails")}</p>}
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function ToTry({ item }: { item: Judged }) {
  const { t } = useTranslation();
  const above = nextLevel(item);
  return (
    <dl className={classes.steps}>
      <dt>{t("evaluation.now")}</dt>
      <dd className={classes.quiet}>
        <Level of={item.level} />
      </dd>
      {above && (
        <>
          <dt>{t("evaluation.next_level")}</dt>
          <dd>
            <Level of={above} />
          </dd>
        </>
      )}
    </dl>
  );
}

function Level({ of }: { of?: QuestionOption }) {
  if (!of) return null;
  return (
    <span>
      {of.label}
      {of.describes && ` – ${of.describes}`}
    </span>
  );
}

import { useTranslation } from "react-i18next";
import type { Utterance } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Card, Section } from "@/parts/Page";
import type { Judged } from "./digest";
import { Quotes } from "./Quotes";
import classes from "./evaluations.module.css";

interface Props {
  title: string;
  none: string;
  judged: Judged[];
  utterances: Utterance[];
  startedAt: string;
  onShow: (pos: number) => void;
  id: string;
}

export function Digest({ title, none, judged, id, ...quotes }: Props) {
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
                <p className={classes.quiet}>
                  {item.level?.label}
                  {item.level?.describes && ` – ${item.level.describes}`}
                </p>
                {item.answer.comment && <p>{item.answer.comment}</p>}
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

import { useTranslation } from "react-i18next";
import { wholeWords } from "@/api/evaluations";
import type { Evaluation } from "@/api/types";
import { Card, Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import classes from "./evaluations.module.css";

/** What the evaluator says of the whole, which is read first. */
export function Whole({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation();
  const said = wholeWords.filter((name) => evaluation[name]);
  if (said.length === 0) return null;
  return (
    <Section title={t("whole.said")} id="whole">
      <Card>
        <dl className={classes.whole}>
          {said.map((name) => (
            <div key={name}>
              <dt className={classes.lead}>{t(`whole.${name}`)}</dt>
              <dd>
                <Written text={evaluation[name]!} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </Section>
  );
}

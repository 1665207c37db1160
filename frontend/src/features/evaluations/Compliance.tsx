import { useTranslation } from "react-i18next";
import type { Evaluation, Scorecard } from "@/api/types";
import { Card, Section } from "@/parts/Page";
import classes from "./evaluations.module.css";

/** The failures of compliance, apart from the score. */
export function Compliance({ evaluation, scorecard }: { evaluation: Evaluation; scorecard: Scorecard }) {
  const { t } = useTranslation();
  const failed = evaluation.failed_compliance ?? [];
  if (failed.length === 0) return null;
  const questions = scorecard.dimensions.flatMap((dimension) => dimension.questions).filter(({ id }) => failed.includes(id));
  return (
    <Section title={t("comparing.compliance")} id="compliance">
      <Card>
        <p className={classes.fails}>{t("comparing.compliance_text")}</p>
        <ul>
          {questions.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

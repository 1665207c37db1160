import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerInput, Evaluation } from "@/api/types";
import type { Sheet } from "./sheet";
import classes from "./scoring.module.css";

interface Props {
  mine: AnswerInput[];
  theirs: Evaluation;
  sheet: Sheet;
  onMine: () => void;
  onTheirs: () => void;
}

/** The draft was changed elsewhere: shows both, question by question, and lets choose. */
export function Conflict({ mine, theirs, sheet, onMine, onTheirs }: Props) {
  const { t } = useTranslation();
  const words = (question: string, answer?: { option?: string | null; comment?: string | null }) => {
    const options = sheet.questions.find((q) => q.id === question)?.options ?? [];
    const level = answer?.option === "na" ? t("score.na") : options.find((o) => o.key === answer?.option)?.label;
    return [level ?? t("scoring.open"), answer?.comment].filter(Boolean).join(" – ");
  };
  return (
    <Modal opened onClose={() => {}} withCloseButton={false} title={t("conflict.title")} size="lg">
      <p>{t("conflict.text")}</p>
      <dl className={classes.conflict}>
        {mine.map((answer) => (
          <div key={answer.question}>
            <dt>{sheet.questions.find((q) => q.id === answer.question)?.text}</dt>
            <dd>
              <span>{t("conflict.mine")}</span> {words(answer.question, answer)}
            </dd>
            <dd>
              <span>{t("conflict.theirs")}</span>{" "}
              {words(answer.question, theirs.answers.find((a) => a.question === answer.question))}
            </dd>
          </div>
        ))}
      </dl>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onTheirs}>
          {t("conflict.take_theirs")}
        </Button>
        <Button onClick={onMine} data-autofocus>
          {t("conflict.keep_mine")}
        </Button>
      </Group>
    </Modal>
  );
}

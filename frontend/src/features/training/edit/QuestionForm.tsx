import { NumberInput, Select, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { questionKinds, type QuizQuestion } from "@/api/types";
import { asKind, counted } from "./draft";
import type { Faults } from "@/parts/faults";
import { FaultList } from "@/parts/FaultList";
import { LinesForm } from "./LinesForm";
import { OptionsForm } from "./OptionsForm";
import classes from "./edit.module.css";

interface Props {
  question: QuizQuestion;
  faults: Faults;
  onChange: (question: QuizQuestion) => void;
}

const shown = ["text", "points", "options", "guide", "lines", "asks", "tolerance", "explanation", "kind"];

/** One question of a quiz, of any kind. */
export function QuestionForm({ question, faults, onChange }: Props) {
  const { t } = useTranslation();
  const put = (part: Partial<QuizQuestion>) => onChange({ ...question, ...part });
  return (
    <div className={classes.question}>
      <div className={classes.numbers}>
        <Select
          label={t("editor.question_kind")}
          allowDeselect={false}
          data={questionKinds.map((value) => ({ value, label: t(`question_kind.${value}`) }))}
          value={question.kind}
          error={faults.at("kind")}
          onChange={(kind) => kind && onChange(asKind(question, kind as QuizQuestion["kind"]))}
        />
        <NumberInput label={t("editor.points")} min={1} max={10} value={question.points} error={faults.at("points")} onChange={(value) => put({ points: Number(value) })} />
      </div>
      {question.kind === "score" && (
        <>
          <p className={classes.quiet}>{t("editor.score_lines")}</p>
          <LinesForm lines={question.lines ?? []} faults={faults.in("lines")} onChange={(lines) => put({ lines: counted(lines).lines })} />
          <Textarea label={t("editor.asks")} autosize maxLength={1000} value={question.asks ?? ""} error={faults.at("asks")} onChange={(e) => put({ asks: e.currentTarget.value })} />
        </>
      )}
      <Textarea label={t("editor.question")} required autosize minRows={2} maxLength={2000} value={question.text} error={faults.at("text")} onChange={(e) => put({ text: e.currentTarget.value })} />
      {question.options && <OptionsForm question={question} faults={faults.in("options")} onChange={(options) => put({ options })} />}
      {question.kind === "score" && (
        <NumberInput label={t("editor.tolerance")} description={t("editor.tolerance_means")} maw={240} min={0} max={10} value={question.tolerance ?? 0} error={faults.at("tolerance")} onChange={(value) => put({ tolerance: Number(value) })} />
      )}
      {question.kind === "text" && <Textarea label={t("editor.guide")} description={t("editor.guide_means")} autosize minRows={2} maxLength={4000} value={question.guide ?? ""} error={faults.at("guide")} onChange={(e) => put({ guide: e.currentTarget.value })} />}
      <Textarea label={t("editor.explanation")} description={t("editor.explanation_means")} autosize minRows={2} maxLength={4000} value={question.explanation ?? ""} error={faults.at("explanation")} onChange={(e) => put({ explanation: e.currentTarget.value })} />
      <FaultList words={[faults.at("options"), ...faults.besides(shown)]} />
    </div>
  );
}

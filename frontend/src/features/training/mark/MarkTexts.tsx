import { Button, NumberInput, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { markAttempt } from "@/api/assignments";
import type { Attempt, Quiz } from "@/api/types";
import { Written } from "@/parts/Said";
import { FaultLine } from "@/parts/States";
import classes from "./mark.module.css";

/** The texts of an attempt, each beside what a marker looks for. */
export function MarkTexts({ attempt, quiz, onMarked }: { attempt: Attempt; quiz: Quiz; onMarked: () => void }) {
  const { t } = useTranslation();
  const texts = quiz.questions.filter(({ kind }) => kind === "text");
  const [points, setPoints] = useState<Record<string, number | null>>({});
  const [comment, setComment] = useState("");
  const marking = useMutation({
    mutationFn: () => markAttempt(attempt, { marks: texts.map(({ id }) => ({ question: id, points: points[id] ?? 0 })), comment: comment.trim() }),
    onSettled: onMarked,
  });
  const ready = texts.every(({ id }) => points[id] != null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) marking.mutate();
      }}
    >
      <Stack gap="md">
        {texts.map((question) => (
          <div key={question.id} className={classes.text}>
            <p className={classes.asked}>
              <Written text={question.text} />
            </p>
            <blockquote className={classes.said}>
              <Written text={attempt.answers.find((one) => one.question === question.id)?.text} />
            </blockquote>
            {question.guide && (
              <p className={classes.guide}>
                <strong>{t("marking.guide")}</strong> <Written text={question.guide} />
              </p>
            )}
            <NumberInput
              label={t("marking.points", { count: question.points })}
              required
              withAsterisk={false}
              min={0}
              max={question.points}
              step={0.5}
              maw={160}
              value={points[question.id] ?? ""}
              onChange={(value) => setPoints((known) => ({ ...known, [question.id]: value === "" ? null : Number(value) }))}
            />
          </div>
        ))}
        <Textarea label={t("marking.comment")} autosize minRows={2} maxLength={4000} value={comment} onChange={(e) => setComment(e.currentTarget.value)} />
        <FaultLine error={marking.error} />
        <div>
          <Button type="submit" disabled={!ready} loading={marking.isPending}>
            {t("marking.mark")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

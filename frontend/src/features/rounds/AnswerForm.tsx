import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerRound } from "@/api/rounds";
import type { AskedRound, RoundAnswers } from "@/api/types";
import { Scale, unsaid } from "@/parts/Scale";
import { FaultLine } from "@/parts/States";
import { Fairness } from "./Fairness";
import classes from "./rounds.module.css";

type Prompt = RoundAnswers["scores"][number]["prompt"];

/** What a rater says of somebody: kept in this form alone until it is sent, once and for good. */
export function AnswerForm({ round }: { round: AskedRound }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [scores, setScores] = useState<Record<string, string>>({});
  const [comments, setComments] = useState<Record<string, string>>({});
  const [sure, setSure] = useState(false);
  const sending = useMutation({
    mutationFn: () =>
      answerRound(round.id, {
        scores: round.prompts.map(({ key }) => ({ prompt: key as Prompt, ...(scores[key] === unsaid ? { cant_say: true } : { score: Number(scores[key]) }) })),
        comments: { keep: comments.keep?.trim(), try: comments.try?.trim() },
      }),
    gcTime: 0,
    onSuccess: () => cache.invalidateQueries({ queryKey: ["rounds"] }),
  });
  const open = round.prompts.filter(({ key }) => !scores[key]).length;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        setSure(true);
      }}
    >
      <Fairness round={round} />
      {round.prompts.map(({ key, text }) => (
        <Scale key={key} label={text} ends={[t("rounds.lowest"), t("rounds.highest")]} none={t("rounds.cant_say")} value={scores[key] ?? null} onChange={(value) => setScores({ ...scores, [key]: value })} />
      ))}
      {round.comment_prompts.map(({ key, text }) => (
        <Textarea key={key} label={text} description={t("rounds.words_hint")} autosize minRows={2} maxLength={1000} value={comments[key] ?? ""} onChange={(e) => setComments({ ...comments, [key]: e.currentTarget.value })} />
      ))}
      <Group>
        <Button type="submit" disabled={open > 0}>
          {t("rounds.send")}
        </Button>
        <span className={classes.quiet}>{open > 0 ? t("rounds.still_open", { count: open }) : t("rounds.for_good")}</span>
      </Group>
      {sure && (
        <Modal opened onClose={() => setSure(false)} title={t("rounds.sure")} closeButtonProps={{ "aria-label": t("close") }}>
          <Stack gap="md">
            <p>{t("rounds.for_good")}</p>
            <p>{t(`rounds.you_in_${round.cohort}`)}</p>
            <FaultLine error={sending.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setSure(false)}>
                {t("rounds.look_again")}
              </Button>
              <Button data-autofocus loading={sending.isPending} onClick={() => sending.mutate()}>
                {t("rounds.send_for_good")}
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </form>
  );
}

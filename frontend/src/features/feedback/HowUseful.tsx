import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { feedbackQuery, giveFeedback, type Subject } from "@/api/feedback";
import { fieldFaults } from "@/parts/fields";
import { Card, Section } from "@/parts/Page";
import { Scale } from "@/parts/Scale";
import { FaultLine } from "@/parts/States";
import { UsefulRows } from "./UsefulRows";

/** How useful an evaluation or a session was: asked of its agent once, read by those it is about. */
export function HowUseful({ of, own }: { of: Subject; own: boolean }) {
  const { t } = useTranslation();
  const said = useInfiniteQuery(feedbackQuery(of));
  if (!said.data || (said.data.length === 0 && !own)) return null;
  return (
    <Section title={t("useful.title")} id="useful">
      {said.data.length > 0 ? <UsefulRows rows={said.data} /> : <Ask of={of} />}
    </Section>
  );
}

function Ask({ of }: { of: Subject }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [useful, setUseful] = useState<string | null>(null);
  const [comment, setComment] = useState("");
  const giving = useMutation({
    mutationFn: () => giveFeedback({ ...of, useful: Number(useful), ...(comment.trim() ? { comment: comment.trim() } : {}) }),
    onSettled: () => cache.invalidateQueries({ queryKey: ["feedback"] }),
  });
  const { errors, rest } = fieldFaults(giving.error, ["useful", "comment"]);
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          giving.mutate();
        }}
      >
        <Stack gap="md">
          <Scale label={t("useful.ask")} ends={[t("useful.lowest"), t("useful.highest")]} value={useful} error={errors.useful} onChange={setUseful} />
          <Textarea label={t("useful.words")} autosize minRows={2} maxLength={2000} value={comment} error={errors.comment} onChange={(e) => setComment(e.currentTarget.value)} />
          <FaultLine error={rest} />
          <Group>
            <Button type="submit" variant="default" disabled={!useful} loading={giving.isPending}>
              {t("useful.give")}
            </Button>
            <span>{t("useful.who_reads")}</span>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

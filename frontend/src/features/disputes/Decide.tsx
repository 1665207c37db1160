import { Button, Radio, Select, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { resolve } from "@/api/disputes";
import { isFault } from "@/api/fault";
import type { Dispute, Question } from "@/api/types";
import { Card } from "@/parts/Page";
import { FaultLine } from "@/parts/States";

/** The arbiter's decision: the level stays, or becomes another one, with a reason either way. */
export function Decide({ dispute, question }: { dispute: Dispute; question: Question }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [outcome, setOutcome] = useState<"upheld" | "changed" | "">("");
  const [option, setOption] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const deciding = useMutation({
    mutationFn: () =>
      resolve(dispute.id, dispute.revision, {
        outcome: outcome === "changed" ? "changed" : "upheld",
        reason: reason.trim(),
        ...(outcome === "changed" && option ? { option } : {}),
      }),
    onSuccess: (decided) => cache.setQueryData(["disputes", "one", dispute.id], decided),
    onError: () => void cache.invalidateQueries({ queryKey: ["disputes", "one", dispute.id] }),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ["disputes", "list"] });
      void cache.invalidateQueries({ queryKey: ["evaluations"] });
    },
  });
  const others = [
    ...question.options.filter((o) => o.key !== dispute.option).map((o) => ({ value: o.key, label: o.label })),
    ...(question.na && dispute.option !== "na" ? [{ value: "na", label: t("score.na") }] : []),
  ];
  const ready = reason.trim() !== "" && (outcome === "upheld" || (outcome === "changed" && option));
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) deciding.mutate();
        }}
      >
        <Stack gap="md">
          <Radio.Group label={t("dispute.outcome")} value={outcome} onChange={(value) => setOutcome(value as "upheld" | "changed")}>
            <Stack gap="xs" mt="xs">
              <Radio value="upheld" label={t("dispute.uphold")} />
              <Radio value="changed" label={t("dispute.change")} />
            </Stack>
          </Radio.Group>
          {outcome === "changed" && <Select label={t("dispute.new_level")} data={others} value={option} onChange={setOption} required />}
          <Textarea label={t("dispute.decision_reason")} required autosize minRows={3} maxLength={4000} value={reason} onChange={(e) => setReason(e.currentTarget.value)} />
          {isFault(deciding.error, 412) ? <p role="alert">{t("dispute.stale")}</p> : <FaultLine error={deciding.error} />}
          <div>
            <Button type="submit" disabled={!ready} loading={deciding.isPending}>
              {t("dispute.decide")}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}

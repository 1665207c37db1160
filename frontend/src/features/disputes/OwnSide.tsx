import { Button, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import { sayOwnSide } from "@/api/disputes";
import type { Dispute } from "@/api/types";
import { Card } from "@/parts/Page";
import { FaultLine } from "@/parts/States";

/** What the evaluator has to say before somebody else decides. */
export function OwnSide({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [words, setWords] = useState("");
  const saying = useMutation({
    mutationFn: () => sayOwnSide(dispute.id, dispute.revision, words.trim()),
    onSuccess: (now) => cache.setQueryData(["disputes", "one", dispute.id], now),
    onError: () => void cache.invalidateQueries({ queryKey: ["disputes", "one", dispute.id] }),
    onSettled: () => void cache.invalidateQueries({ queryKey: ["evaluations"] }),
  });
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saying.mutate();
        }}
      >
        <Stack gap="md">
          <Textarea label={t("dispute.own_side")} description={t("dispute.own_side_hint")} required autosize minRows={3} maxLength={4000} value={words} onChange={(e) => setWords(e.currentTarget.value)} />
          {isFault(saying.error, 412) ? <p role="alert">{t("dispute.stale")}</p> : <FaultLine error={saying.error} />}
          <div>
            <Button type="submit" disabled={!words.trim()} loading={saying.isPending}>
              {t("dispute.say")}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}

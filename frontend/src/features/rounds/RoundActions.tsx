import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { closeRound, releaseRound } from "@/api/rounds";
import type { Round } from "@/api/types";
import { FaultLine } from "@/parts/States";

/** Closes a round early or shows it to its agent; neither can be undone, which is said first. */
export function RoundActions({ round }: { round: Round }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [asked, setAsked] = useState<"close" | "release" | null>(null);
  const step = useMutation({
    mutationFn: (run: typeof closeRound) => run(round),
    onSuccess: (next) => {
      setAsked(null);
      cache.setQueryData(["rounds", "one", next.id], next);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ["rounds"] }),
  });
  const ask = (what: "close" | "release") => {
    step.reset();
    setAsked(what);
  };
  return (
    <>
      {round.may.close && (
        <Button variant="default" onClick={() => ask("close")}>
          {t("rounds.close_early")}
        </Button>
      )}
      {round.may.release && <Button onClick={() => ask("release")}>{t("rounds.release")}</Button>}
      {asked && (
        <Modal opened onClose={() => setAsked(null)} title={t(`rounds.${asked}_title`)} closeButtonProps={{ "aria-label": t("close") }}>
          <Stack gap="md">
            <p>{t(`rounds.${asked}_text`, { name: round.agent_name, answered: round.answered, asked: round.asked, scores: round.k_scores })}</p>
            <FaultLine error={step.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsked(null)}>
                {t("cancel")}
              </Button>
              <Button loading={step.isPending} onClick={() => step.mutate(asked === "close" ? closeRound : releaseRound)}>
                {t(`rounds.${asked}_confirm`)}
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </>
  );
}

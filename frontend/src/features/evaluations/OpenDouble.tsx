import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endDouble } from "@/api/comparing";
import type { Evaluation } from "@/api/types";
import { AskReason } from "@/parts/AskReason";
import { Card } from "@/parts/Page";
import { Time } from "@/parts/Time";

/** Who is scoring it a second time, until when, and the way to have it not be done. */
export function OpenDouble({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const ending = useMutation({
    mutationFn: (reason: string) => endDouble(evaluation.id, reason),
    onSuccess: () => {
      notifications.show({ message: t("comparing.ended") });
      setAsking(false);
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: ["evaluations"] }),
  });
  const open = evaluation.open_double;
  if (!open) return null;
  return (
    <Card>
      <Group justify="space-between">
        <span>
          {t(open.asked_by_name ? "comparing.open_asked" : "comparing.open", { name: open.evaluator_name, by: open.asked_by_name })} <Time at={open.due_at} />
        </span>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t("comparing.end")}
        </Button>
      </Group>
      {asking && (
        <AskReason
          title={t("comparing.end")}
          text={t("comparing.end_means", { name: open.evaluator_name })}
          label={t("comparing.end_reason")}
          confirm={t("comparing.end")}
          required
          pending={ending.isPending}
          error={ending.error}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => ending.mutate(reason)}
        />
      )}
    </Card>
  );
}

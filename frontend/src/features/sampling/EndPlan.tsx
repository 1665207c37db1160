import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { endSamplingPlan } from "@/api/sampling";
import type { SamplingPlan } from "@/api/types";
import { FaultLine } from "@/parts/States";

export function EndPlan({ plan, onClose }: { plan: SamplingPlan; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const ending = useMutation({ mutationFn: () => endSamplingPlan(plan), onSuccess: onClose, onSettled: () => void cache.invalidateQueries({ queryKey: ["plans"] }) });
  return (
    <Modal opened onClose={onClose} title={t("plans.end_title", { name: plan.name })} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap="md">
        <p>{t("plans.end_text")}</p>
        <FaultLine error={ending.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("cancel")}
          </Button>
          <Button color="red" onClick={() => ending.mutate()} loading={ending.isPending}>
            {t("plans.end")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

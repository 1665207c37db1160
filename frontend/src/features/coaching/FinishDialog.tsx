import { Button, Group, Modal, NumberInput, Stack, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { finishAction } from "@/api/coaching";
import type { CoachingAction } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import classes from "./coaching.module.css";

const usual = 80;

/** Asks what changed, and for a weakness which target a fresh sample has to meet. */
export function FinishDialog({ action, onClose, onDone }: { action: CoachingAction; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const [changed, setChanged] = useState("");
  const [target, setTarget] = useState<number | string>(usual);
  const asks = action.kind === "weakness" && action.question !== undefined;
  const finishing = useMutation({
    mutationFn: () => finishAction(action, { what_changed: changed.trim(), ...(asks ? { target: Number(target) } : {}) }),
    onSuccess: () => {
      notifications.show({ message: t(asks ? "agreed.finished_waits" : "agreed.finished") });
      onDone();
    },
  });
  const { errors, rest } = fieldFaults(finishing.error, ["what_changed", "target"]);
  return (
    <Modal opened onClose={onClose} title={t("agreed.finish_title")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          finishing.mutate();
        }}
      >
        <Stack gap="md">
          <Textarea
            label={t("agreed.what_changed")}
            required
            autosize
            minRows={3}
            maxLength={4000}
            data-autofocus
            value={changed}
            error={errors.what_changed}
            onChange={(e) => setChanged(e.currentTarget.value)}
          />
          {asks && (
            <NumberInput label={t("agreed.target")} description={t("agreed.target_means")} required withAsterisk={false} min={0} max={100} value={target} error={errors.target} onChange={setTarget} />
          )}
          <FaultLine error={rest} />
          {!changed.trim() && (
            <p id="finish-missing" className={classes.quiet}>
              {t("agreed.finish_missing")}
            </p>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!changed.trim()} aria-describedby={changed.trim() ? undefined : "finish-missing"} loading={finishing.isPending}>
              {t("agreed.finish_confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

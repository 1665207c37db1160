import { Button, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { decideSuggestion, type Decision } from "@/api/feedback";
import type { Boxed } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";

const decisions: Decision[] = ["heard", "planned", "done", "declined"];

/** Says what becomes of a suggestion; to decline one takes a reason. */
export function DecideSuggestion({ row, onClose, onDone }: { row: Boxed; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const [status, setStatus] = useState<Decision>(row.status === "new" ? "heard" : row.status);
  const [reason, setReason] = useState("");
  const declines = status === "declined";
  const deciding = useMutation({ mutationFn: () => decideSuggestion(row, status, declines ? reason.trim() : undefined), onSuccess: onDone });
  const { errors, rest } = fieldFaults(deciding.error, ["status", "reason"]);
  return (
    <Modal opened onClose={onClose} title={t("box.set_title")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          deciding.mutate();
        }}
      >
        <Stack gap="md">
          <Radio.Group label={t("box.status")} value={status} error={errors.status} onChange={(value) => setStatus(value as Decision)}>
            <Stack gap="xs" mt="xs">
              {decisions.map((one) => (
                <Radio key={one} value={one} label={t(`box.status_${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
          {declines && (
            <Textarea label={t("box.declined_why")} required withAsterisk={false} autosize minRows={2} maxLength={4000} value={reason} error={errors.reason} onChange={(e) => setReason(e.currentTarget.value)} />
          )}
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={declines && !reason.trim()} loading={deciding.isPending}>
              {t("box.set_confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

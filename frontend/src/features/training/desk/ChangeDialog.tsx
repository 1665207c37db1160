import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeMany } from "@/api/assignments";
import type { ModuleAssignment } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import { inDays } from "../days";
import classes from "../training.module.css";

interface Props {
  rows: ModuleAssignment[];
  kind: "extend" | "cancel";
  onClose: () => void;
}

/** Extends or cancels one assignment or many; what could not be changed is named, row by row. */
export function ChangeDialog({ rows, kind, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [due, setDue] = useState(() => inDays(14));
  const [reason, setReason] = useState("");
  const [left, setLeft] = useState<string[]>([]);
  const [done, setDone] = useState(0);
  const changing = useMutation({
    mutationFn: () =>
      changeMany(
        rows.map(({ id }) => id),
        kind === "extend" ? { due_on: due } : { cancel_reason: reason.trim() },
      ),
    onSuccess: (items) => {
      const failed = items.filter(({ status }) => status >= 400);
      const made = items.length - failed.length;
      setDone(made);
      if (failed.length === 0) {
        notifications.show({ message: t(`assigning.${kind}_done`, { count: made }) });
        return onClose();
      }
      setLeft(failed.map(({ id, detail }) => `${rows.find((row) => row.id === id)?.agent_name ?? id}: ${detail ?? ""}`));
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: ["training"] }),
  });
  const { errors, rest } = fieldFaults(changing.error, ["due_on", "cancel_reason"]);
  const title = t(`assigning.${kind}_title`, { count: rows.length });
  if (left.length > 0)
    return (
      <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
        {done > 0 && <p>{t(`assigning.${kind}_done`, { count: done })}</p>}
        <p>{t("assigning.not_changed")}</p>
        <ul className={classes.outcomes}>
          {left.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <Group justify="flex-end" mt="md">
          <Button onClick={onClose}>{t("close")}</Button>
        </Group>
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          changing.mutate();
        }}
      >
        <Stack gap="md">
          {kind === "extend" ? (
            <TextInput type="date" label={t("assigning.due")} required data-autofocus value={due} error={errors.due_on} onChange={(e) => setDue(e.currentTarget.value)} />
          ) : (
            <Textarea label={t("assigning.cancel_why")} required autosize minRows={2} maxLength={4000} data-autofocus value={reason} error={errors.cancel_reason} onChange={(e) => setReason(e.currentTarget.value)} />
          )}
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("close")}
            </Button>
            <Button type="submit" disabled={kind === "cancel" && !reason.trim()} loading={changing.isPending}>
              {t(`assigning.${kind}_confirm`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

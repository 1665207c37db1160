import { Button, Group, Modal, NumberInput, Radio, Select, Stack, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeSessions, type Outcome } from "@/api/bulk";
import { peersQuery } from "@/api/rounds";
import type { CoachingSessionSummary } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import { changeOf, unchanged, type ChangeForm } from "./bulk";
import classes from "./coaching.module.css";

interface Props {
  rows: CoachingSessionSummary[];
  onClose: () => void;
  onChanged: (outcomes: Outcome[]) => void;
}

/** What is to happen to the chosen sessions. */
export function ChangeDialog({ rows, onClose, onChanged }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form, setForm] = useState<ChangeForm>(unchanged);
  const around = useQuery({ ...peersQuery(rows[0]!.agent), enabled: form.what === "hand" });
  const leads = (around.data?.supervisors ?? []).filter(({ id }) => id !== rows[0]!.coach);
  const change = changeOf(form);
  const changing = useMutation({
    mutationFn: () => changeSessions(rows.map(({ id }) => id), change!),
    onSuccess: onChanged,
    onSettled: () => cache.invalidateQueries({ queryKey: ["coaching"] }),
  });
  const { errors, rest } = fieldFaults(changing.error, ["move_minutes", "coach", "cancel_reason"]);
  return (
    <Modal opened onClose={onClose} title={t("bulk.title", { count: rows.length })} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          changing.mutate();
        }}
      >
        <Stack gap="md">
          <Radio.Group label={t("bulk.what")} value={form.what} onChange={(what) => setForm({ ...form, what: what as ChangeForm["what"] })}>
            <Stack gap="xs" mt="xs">
              <Radio value="move" label={t("bulk.move")} />
              <Radio value="hand" label={t("bulk.hand")} />
              <Radio value="cancel" label={t("bulk.cancel")} />
            </Stack>
          </Radio.Group>
          {form.what === "move" && (
            <div className={classes.pair}>
              <NumberInput label={t("bulk.days")} description={t("bulk.minus")} value={form.days} error={errors.move_minutes} onChange={(days) => setForm({ ...form, days: Number(days) })} />
              <NumberInput label={t("bulk.minutes")} description={t("bulk.minus")} step={5} value={form.minutes} onChange={(minutes) => setForm({ ...form, minutes: Number(minutes) })} />
            </div>
          )}
          {form.what === "hand" && (
            <Select
              label={t("bulk.to_whom")}
              description={around.data && leads.length === 0 ? t("bulk.nobody") : undefined}
              data={leads.map(({ id, name }) => ({ value: id, label: name }))}
              value={form.coach}
              error={errors.coach}
              onChange={(coach) => setForm({ ...form, coach })}
            />
          )}
          {form.what === "cancel" && (
            <Textarea label={t("coaching.why")} description={t("bulk.all_read")} autosize minRows={2} maxLength={4000} value={form.reason} error={errors.cancel_reason} onChange={(e) => setForm({ ...form, reason: e.currentTarget.value })} />
          )}
          <FaultLine error={rest ?? around.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("bulk.keep")}
            </Button>
            <Button type="submit" disabled={!change} loading={changing.isPending}>
              {t("bulk.confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

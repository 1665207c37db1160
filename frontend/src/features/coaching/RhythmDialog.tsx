import { Button, Group, Modal, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { overviewQuery } from "@/api/coaching";
import { changePlan, makePlan, type Rhythm } from "@/api/plans";
import type { CoachingPlan } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import { MethodChoice } from "./MethodChoice";
import classes from "./coaching.module.css";

const weekdays: Rhythm["weekday"][] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const usual: Rhythm = { method: "one_to_one", every_weeks: 2, weekday: "wednesday", time: "10:00", minutes: 30, until: "" };

/** Has a session come again, or changes when it does. */
export function RhythmDialog({ plan, onClose }: { plan?: CoachingPlan; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const agents = useInfiniteQuery({ ...overviewQuery, enabled: !plan });
  const [agent, setAgent] = useState<string | null>(plan?.agent ?? null);
  const [rhythm, setRhythm] = useState<Rhythm>(() => (plan ? { method: plan.method, every_weeks: plan.every_weeks, weekday: plan.weekday, time: plan.time, minutes: plan.minutes, until: plan.until ?? "" } : usual));
  const set = (change: Partial<Rhythm>) => setRhythm({ ...rhythm, ...change });
  const saving = useMutation({
    mutationFn: () => (plan ? changePlan(plan, rhythm) : makePlan(agent!, rhythm)),
    onSuccess: onClose,
    onSettled: () => cache.invalidateQueries({ queryKey: ["coaching"] }),
  });
  const { errors, rest } = fieldFaults(saving.error, ["agent", "every_weeks", "weekday", "time", "minutes", "until"]);
  return (
    <Modal opened onClose={onClose} title={plan ? t("recurring.change_of", { name: plan.agent_name }) : t("recurring.make")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack gap="md">
          {!plan && (
            <Select
              label={t("coaching.agent")}
              required
              withAsterisk={false}
              searchable
              data={(agents.data ?? []).map((one) => ({ value: one.agent, label: one.agent_name }))}
              value={agent}
              error={errors.agent}
              onChange={setAgent}
            />
          )}
          <MethodChoice of={["one_to_one", "formal_review"]} value={rhythm.method} onChange={(method) => method !== "peer" && set({ method })} />
          <div className={classes.pair}>
            <NumberInput label={t("recurring.every")} min={1} max={26} value={rhythm.every_weeks} error={errors.every_weeks} onChange={(every) => set({ every_weeks: Number(every) })} />
            <Select label={t("recurring.weekday")} allowDeselect={false} data={weekdays.map((value) => ({ value, label: t(`recurring.${value}`) }))} value={rhythm.weekday} error={errors.weekday} onChange={(value) => value && set({ weekday: value })} />
            <TextInput type="time" label={t("recurring.time")} value={rhythm.time} error={errors.time} onChange={(e) => set({ time: e.currentTarget.value })} />
            <NumberInput label={t("coaching.minutes")} min={5} max={240} step={5} value={rhythm.minutes} error={errors.minutes} onChange={(minutes) => set({ minutes: Number(minutes) })} />
          </div>
          <TextInput type="date" label={t("recurring.until")} value={rhythm.until} error={errors.until} onChange={(e) => set({ until: e.currentTarget.value })} />
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!agent} loading={saving.isPending}>
              {t(plan ? "save_changes" : "recurring.make_confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

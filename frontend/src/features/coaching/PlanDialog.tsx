import { Button, Checkbox, Group, Modal, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { planSession, suggestionsQuery } from "@/api/coaching";
import type { CoachedAgent, Suggestion } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { fieldFaults } from "@/parts/fields";
import { FaultLine, Loaded } from "@/parts/States";
import { instant, tomorrow, WhenFields } from "./WhenFields";
import classes from "./coaching.module.css";

/** With whom a session is planned, and the request that it answers. */
export type Coachee = Pick<CoachedAgent, "agent" | "agent_name"> & { request?: string };

/** Plans a one-to-one: when, and what is on its agenda, drawn from the agent's evaluations. */
export function PlanDialog({ agent, onClose, onPlanned }: { agent: Coachee; onClose: () => void; onPlanned: (id: string) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [when, setWhen] = useState(tomorrow);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const suggestions = useQuery(suggestionsQuery(agent.agent));
  const planning = useMutation({
    mutationFn: () =>
      planSession({
        agent: agent.agent,
        ...(agent.request && { request: agent.request }),
        starts_at: instant(when.local),
        minutes: when.minutes,
        agenda: (suggestions.data ?? []).filter((one) => !left.has(one.question)).map(({ evaluation, question }) => ({ evaluation, question, note: "" })),
      }),
    onSuccess: ({ id }) => {
      notifications.show({ message: t("coaching.planned_done", { name: agent.agent_name }) });
      onPlanned(id);
    },
    onSettled: () => {
      for (const key of ["coaching", "requests"]) void cache.invalidateQueries({ queryKey: [key] });
    },
  });
  const { errors, rest } = fieldFaults(planning.error, ["starts_at", "minutes"]);
  const toggle = (question: string) => setLeft((known) => new Set(known.has(question) ? [...known].filter((q) => q !== question) : [...known, question]));
  return (
    <Modal opened onClose={onClose} title={t("coaching.plan_with", { name: agent.agent_name })} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          planning.mutate();
        }}
      >
        <Stack gap="md">
          <p className={classes.quiet}>{t("coaching.method_means")}</p>
          <WhenFields value={when} onChange={setWhen} errors={errors} />
          <Loaded query={suggestions} rows={2}>
            {(list) =>
              list.length === 0 ? (
                <p className={classes.quiet}>{t("coaching.no_suggestions")}</p>
              ) : (
                <Checkbox.Group label={t("coaching.suggested")} value={list.map((one) => one.question).filter((question) => !left.has(question))}>
                  <Stack gap="xs" mt="xs">
                    {list.map((one) => (
                      <Suggested key={one.question} of={one} onToggle={() => toggle(one.question)} />
                    ))}
                  </Stack>
                </Checkbox.Group>
              )
            }
          </Loaded>
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={planning.isPending}>
              {t("coaching.plan")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Suggested({ of, onToggle }: { of: Suggestion; onToggle: () => void }) {
  const { t } = useTranslation();
  return (
    <Checkbox
      value={of.question}
      onChange={onToggle}
      label={
        <>
          <DimensionBadge of={of.dimension} /> {of.question_text}
        </>
      }
      description={t("coaching.suggestion_rests", { mean: Math.round(of.mean), count: of.n })}
    />
  );
}

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

/** Plans a one-to-one: when, and what is on its agenda, drawn from the agent's evaluations. */
export function PlanDialog({ agent, onClose, onPlanned }: { agent: CoachedAgent; onClose: () => void; onPlanned: (id: string) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [when, setWhen] = useState(tomorrow);
  const [chosen, setChosen] = useState<string[]>();
  const suggestions = useQuery(suggestionsQuery(agent.agent));
  const ticked = chosen ?? suggestions.data?.slice(0, 1).map((one) => one.question) ?? [];
  const planning = useMutation({
    mutationFn: () =>
      planSession({
        agent: agent.agent,
        starts_at: instant(when.local),
        minutes: when.minutes,
        agenda: (suggestions.data ?? []).filter((one) => ticked.includes(one.question)).map(({ evaluation, question }) => ({ evaluation, question, note: "" })),
      }),
    onSuccess: ({ id }) => {
      notifications.show({ message: t("coaching.planned_done", { name: agent.agent_name }) });
      onPlanned(id);
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: ["coaching"] }),
  });
  const { errors, rest } = fieldFaults(planning.error, ["starts_at", "minutes"]);
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
                <Checkbox.Group label={t("coaching.suggested")} description={t("coaching.suggested_means")} value={ticked} onChange={setChosen}>
                  <Stack gap="xs" mt="xs">
                    {list.map((one) => (
                      <Suggested key={one.question} of={one} />
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

const enoughToRank = 10;

function Suggested({ of }: { of: Suggestion }) {
  const { t } = useTranslation();
  return (
    <Checkbox
      value={of.question}
      label={
        <>
          <DimensionBadge of={of.dimension} /> {of.question_text}
        </>
      }
      description={t(of.n < enoughToRank ? "coaching.suggestion_few" : "coaching.suggestion_rests", { mean: Math.round(of.mean), count: of.n })}
    />
  );
}

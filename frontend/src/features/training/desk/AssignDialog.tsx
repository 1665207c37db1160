import { Button, Group, Modal, MultiSelect, SegmentedControl, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { assign, learnersQuery } from "@/api/assignments";
import { moduleChoiceQuery, moduleQuery } from "@/api/modules";
import type { TrainingModuleSummary } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine, Loaded } from "@/parts/States";
import { useQuestions } from "@/parts/useCard";
import { inDays } from "../days";
import { teamsOf } from "../teams";
import classes from "../training.module.css";

interface Props {
  /** Where it is not known, it is chosen first. */
  module?: Pick<TrainingModuleSummary, "id" | "title">;
  /** Whom and what for, where it is known already. */
  agents?: string[];
  question?: string;
  action?: string;
  reason?: string;
  onClose: () => void;
}

/** Gives a module to agents or to a team, with the day by which it is due and what it is to help with. */
export function AssignDialog({ module: known, agents: given, question: about, action, reason: why, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const learners = useQuery(learnersQuery);
  const questions = useQuestions();
  const choice = useQuery({ ...moduleChoiceQuery, enabled: !known });
  const [picked, pick] = useState<string | null>(null);
  const module = known ?? choice.data?.find(({ id }) => id === picked);
  const places = useQuery({ ...moduleQuery(module?.id ?? ""), enabled: !!module }).data?.places_left;
  const [whom, setWhom] = useState<"agents" | "team">("agents");
  const [agents, setAgents] = useState<string[]>(given ?? []);
  const teams = useMemo(() => teamsOf(learners.data ?? []), [learners.data]);
  const [chosen, setTeam] = useState<string | null>(null);
  const team = chosen ?? teams[0]?.id ?? null;
  const [due, setDue] = useState(() => inDays(14));
  const [reason, setReason] = useState(why ?? "");
  const [question, setQuestion] = useState<string | null>(about ?? null);
  const [left, setLeft] = useState<string[] | null>(null);
  const nameOf = (id: string) => learners.data?.find((one) => one.id === id)?.name ?? id;
  const helps = whom === "agents" && agents.length === 1 && agents[0] === given?.[0];
  const assigning = useMutation({
    mutationFn: () =>
      assign({
        module: module?.id ?? "",
        ...(whom === "team" && team ? { team } : { agents }),
        due_on: due,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
        ...(question ? { question } : {}),
        ...(action && helps ? { action } : {}),
      }),
    onSuccess: ({ made, skipped }) => {
      if (made.length > 0) notifications.show({ message: t("assigning.made", { count: made.length, title: module?.title }) });
      if (skipped.length === 0) return onClose();
      setLeft(skipped.map(({ agent, why }) => `${nameOf(agent)}: ${why}`));
    },
    onSettled: () => ["training", "actions", "coaching"].forEach((key) => void cache.invalidateQueries({ queryKey: [key] })),
  });
  const { errors, rest } = fieldFaults(assigning.error, ["module", "due_on", "reason", "team", "agents", "question", "action"]);
  const ready = module && (whom === "team" ? team !== null : agents.length > 0);
  const close = { "aria-label": t("close") };
  if (left)
    return (
      <Modal opened onClose={onClose} title={t("assigning.skipped")} closeButtonProps={close}>
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
    <Modal opened onClose={onClose} title={known ? t("assigning.assign_it", { title: known.title }) : t("assigning.assign_module")} closeButtonProps={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) assigning.mutate();
        }}
      >
        <Stack gap="md">
          {!known && (
            <Loaded query={choice} rows={1}>
              {(list) => (
                <Select
                  label={t("modules.module")}
                  description={list.some(({ may }) => may.assign) ? undefined : t("assigning.no_modules")}
                  required
                  searchable
                  data-autofocus
                  openOnFocus={false}
                  data={list.filter(({ may }) => may.assign).map(({ id, title }) => ({ value: id, label: title }))}
                  value={picked}
                  error={errors.module}
                  onChange={pick}
                />
              )}
            </Loaded>
          )}
          {places != null && <p className={classes.quiet}>{t("assigning.places", { count: places })}</p>}
          {teams.length > 0 && (
            <SegmentedControl
              fullWidth
              aria-label={t("assigning.whom")}
              value={whom}
              onChange={(value) => setWhom(value as typeof whom)}
              data={[
                { value: "agents", label: t("assigning.agents") },
                { value: "team", label: t("assigning.team") },
              ]}
            />
          )}
          {whom === "team" ? (
            <Select label={t("assigning.team")} data={teams.map(({ id, name }) => ({ value: id, label: name }))} value={team} error={errors.team} onChange={setTeam} />
          ) : (
            <Loaded query={learners} rows={1} empty={{ title: t("assigning.nobody"), text: t("assigning.nobody_text") }}>
              {(list) => (
                <MultiSelect
                  label={t("assigning.agents")}
                  data={list.map(({ id, name }) => ({ value: id, label: name }))}
                  value={agents}
                  error={errors.agents}
                  onChange={setAgents}
                  searchable
                  maxValues={200}
                  data-autofocus={known ? true : undefined}
                  nothingFoundMessage={t("filter.nobody")}
                />
              )}
            </Loaded>
          )}
          <TextInput type="date" label={t("assigning.due")} required value={due} error={errors.due_on} onChange={(e) => setDue(e.currentTarget.value)} />
          <Textarea label={t("assigning.reason")} description={t("assigning.reason_means")} autosize minRows={2} maxLength={4000} value={reason} error={errors.reason} onChange={(e) => setReason(e.currentTarget.value)} />
          <Select
            label={t("assigning.question")}
            description={t("assigning.question_means")}
            placeholder={t("assigning.no_question")}
            clearable
            clearButtonProps={{ "aria-label": t("filter.clear_this") }}
            searchable
            data={(questions.data ?? []).map(({ id, text }) => ({ value: id, label: text }))}
            value={question}
            error={errors.question}
            onChange={setQuestion}
          />
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!ready} loading={assigning.isPending}>
              {t("assigning.assign")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

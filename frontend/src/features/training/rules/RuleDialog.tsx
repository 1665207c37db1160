import { Button, Group, Modal, MultiSelect, NumberInput, Radio, Select, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeRule, learnersQuery, makeRule } from "@/api/assignments";
import { moduleChoiceQuery } from "@/api/modules";
import type { AssignmentRule } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import { useQuestions } from "@/parts/useCard";
import { teamsOf } from "../teams";
import classes from "../training.module.css";

const kinds = ["question_below", "new_hire", "refresher"] as const;

/** Makes a rule by which a module is assigned, or changes what can be changed of one. */
export function RuleDialog({ rule, onClose }: { rule?: AssignmentRule; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const modules = useQuery(moduleChoiceQuery);
  const questions = useQuestions();
  const [module, setModule] = useState<string | null>(rule?.module ?? null);
  const [kind, setKind] = useState<AssignmentRule["kind"]>(rule?.kind ?? "question_below");
  const [question, setQuestion] = useState<string | null>(rule?.question ?? null);
  const [numbers, setNumbers] = useState({ level: rule?.level ?? 60, last_n: rule?.last_n || 5, days_due: rule?.days_due ?? 14 });
  const [teams, setTeams] = useState<string[]>(() => rule?.teams.map(({ id }) => id) ?? []);
  const learners = useQuery(learnersQuery);
  const named = new Map([...(rule?.teams ?? []), ...teamsOf(learners.data ?? [])].map(({ id, name }) => [id, name]));
  const below = kind === "question_below";
  const saving = useMutation({
    mutationFn: () => {
      const { level, last_n, days_due } = numbers;
      const asked = { teams, days_due, ...(below ? { level, last_n } : {}) };
      return rule ? changeRule(rule, asked) : makeRule({ module: module ?? "", kind, ...asked, ...(below ? { question: question ?? "" } : {}) });
    },
    onSuccess: onClose,
    onSettled: () => void cache.invalidateQueries({ queryKey: ["training", "rules"] }),
  });
  const { errors, rest } = fieldFaults(saving.error, ["module", "kind", "question", "level", "last_n", "days_due", "teams"]);
  const number = (name: keyof typeof numbers, min: number, max: number) => (
    <NumberInput label={t(`rules.${name}`)} min={min} max={max} value={numbers[name]} error={errors[name]} onChange={(value) => setNumbers((known) => ({ ...known, [name]: Number(value) }))} />
  );
  return (
    <Modal opened onClose={onClose} title={t(rule ? "rules.change" : "rules.make")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack gap="md">
          <Select
            label={t("modules.module")}
            required
            searchable
            disabled={!!rule}
            data={(modules.data ?? []).filter(({ may, id }) => may.assign || id === rule?.module).map(({ id, title }) => ({ value: id, label: title }))}
            value={module}
            error={errors.module}
            onChange={setModule}
          />
          {!rule && (
            <Radio.Group label={t("rules.kind")} value={kind} onChange={(value) => setKind(value as AssignmentRule["kind"])}>
              <Stack gap="xs" mt="xs">
                {kinds.map((value) => (
                  <Radio key={value} value={value} label={t(`rules.kind_${value}`)} description={t(`rules.means_${value}`)} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          {below && (
            <>
              {!rule && (
                <Select label={t("rules.question")} required searchable data={(questions.data ?? []).map(({ id, text }) => ({ value: id, label: text }))} value={question} error={errors.question} onChange={setQuestion} />
              )}
              {number("level", 0, 100)}
              {number("last_n", 5, 50)}
            </>
          )}
          <MultiSelect
            label={t("rules.teams")}
            description={t("rules.teams_mean")}
            placeholder={teams.length === 0 ? t("rules.all_teams") : undefined}
            searchable
            clearable
            clearButtonProps={{ "aria-label": t("filter.clear_this") }}
            maxValues={100}
            data={[...named].map(([value, label]) => ({ value, label }))}
            value={teams}
            error={errors.teams}
            onChange={setTeams}
          />
          {number("days_due", 1, 365)}
          <p className={classes.quiet}>{t("rules.never_twice")}</p>
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!module || (below && !question)} loading={saving.isPending}>
              {t(rule ? "save_changes" : "rules.make")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changeRule } from "@/api/assignments";
import type { AssignmentRule } from "@/api/types";
import { Items, ItemRow } from "@/parts/ItemRow";
import { Written } from "@/parts/Said";
import { FaultLine } from "@/parts/States";
import { useQuestions } from "@/parts/useCard";

/** Rules, each in a sentence. */
export function RuleRows({ rows, onChange }: { rows: AssignmentRule[]; onChange: (rule: AssignmentRule) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const questions = useQuestions();
  const switching = useMutation({
    mutationFn: (rule: AssignmentRule) => changeRule(rule, { active: !rule.active }),
    onSettled: () => void cache.invalidateQueries({ queryKey: ["training", "rules"] }),
  });
  const sentence = (rule: AssignmentRule) =>
    t(`rules.says_${rule.kind}`, { level: rule.level, count: rule.last_n, question: questions.data?.find(({ id }) => id === rule.question)?.text ?? "…" });
  return (
    <>
      <FaultLine error={switching.error} />
      <Items label={t("rules.title")}>
        {rows.map((rule) => (
          <ItemRow
            key={rule.id}
            label={rule.title}
            title={<Written text={rule.title} />}
            lead={rule.active ? undefined : t("rules.off")}
            meta={[sentence(rule), t("rules.due_in", { count: rule.days_due }), rule.teams.length > 0 ? rule.teams.map(({ name }) => name).join(", ") : t("rules.all_teams")]}
            actions={
              <>
                <Button variant="default" onClick={() => onChange(rule)} aria-label={t("rules.change_it", { title: rule.title })}>
                  {t("rules.change")}
                </Button>
                <Button variant="subtle" loading={switching.isPending && switching.variables?.id === rule.id} onClick={() => switching.mutate(rule)} aria-label={t(rule.active ? "rules.stop_it" : "rules.start_it", { title: rule.title })}>
                  {t(rule.active ? "rules.stop" : "rules.start")}
                </Button>
              </>
            }
          />
        ))}
      </Items>
    </>
  );
}

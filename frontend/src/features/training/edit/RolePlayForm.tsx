import { NumberInput, Select, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { usableScorecardsQuery } from "@/api/evaluations";
import type { ModulePart } from "@/api/types";
import type { Faults } from "@/parts/faults";

type RolePlay = NonNullable<ModulePart["role_play"]>;

const texts = ["scenario", "agent_briefing", "marker_briefing"] as const;

/** A role play: who plays what, and the scorecard by which it is marked. */
export function RolePlayForm({ play, faults, onChange }: { play: RolePlay; faults: Faults; onChange: (play: RolePlay) => void }) {
  const { t } = useTranslation();
  const cards = useQuery(usableScorecardsQuery);
  return (
    <>
      {texts.map((name) => (
        <Textarea key={name} label={t(`editor.${name}`)} autosize minRows={3} maxLength={8000} value={play[name] ?? ""} error={faults.at(name)} onChange={(e) => onChange({ ...play, [name]: e.currentTarget.value })} />
      ))}
      <Select
        label={t("editor.scorecard")}
        allowDeselect={false}
        data={(cards.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={play.scorecard || null}
        error={faults.at("scorecard")}
        onChange={(scorecard) => scorecard && onChange({ ...play, scorecard })}
      />
      <NumberInput label={t("editor.pass_score")} maw={200} min={0} max={100} value={play.pass} error={faults.at("pass")} onChange={(value) => onChange({ ...play, pass: Number(value) })} />
    </>
  );
}

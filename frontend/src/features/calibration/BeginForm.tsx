import { Button, Group, MultiSelect, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { beginCalibration, calibratorsQuery } from "@/api/calibrations";
import { scorecardsQuery } from "@/api/evaluations";
import type { CalibratedItem, Calibration } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import { Chosen } from "./Chosen";
import classes from "./calibration.module.css";

const fieldNames = ["name", "scorecard", "score_by"];

const inDays = (days: number) => {
  const at = new Date(Date.now() + days * 86_400_000);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}T17:00`;
};

/** Has evaluators score the same interactions, each by themselves. */
export function BeginForm({ onDone, onCancel }: { onDone: (made: Calibration) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const cards = useQuery(scorecardsQuery);
  const people = useQuery(calibratorsQuery);
  const [name, setName] = useState("");
  const [scorecard, setScorecard] = useState("");
  const [by, setBy] = useState(() => inDays(7));
  const [evaluators, setEvaluators] = useState<string[]>([]);
  const [items, setItems] = useState<CalibratedItem[]>([]);
  const moment = new Date(by);
  const beginning = useMutation({
    mutationFn: () => beginCalibration({ name, scorecard, score_by: moment.toISOString(), evaluators, interactions: items.map(({ interaction }) => interaction) }),
    onSuccess: onDone,
  });
  const { errors, rest } = fieldFaults(beginning.error, fieldNames);
  const ready = name.trim() !== "" && scorecard !== "" && !Number.isNaN(moment.getTime()) && evaluators.length > 1 && items.length > 0;
  return (
    <form
      className={classes.form}
      aria-label={t("calibration.begin")}
      onSubmit={(event) => {
        event.preventDefault();
        beginning.mutate();
      }}
    >
      <div className={classes.pair}>
        <TextInput label={t("calibration.name")} required data-autofocus maxLength={100} value={name} error={errors.name} onChange={(e) => setName(e.currentTarget.value)} />
        <Select
          label={t("calibration.scorecard")}
          required
          data={(cards.data ?? []).filter(({ retired }) => !retired).map((card) => ({ value: card.id, label: card.name }))}
          value={scorecard || null}
          error={errors.scorecard}
          onChange={(value) => setScorecard(value ?? "")}
        />
        <TextInput type="datetime-local" label={t("calibration.score_by")} required value={by} error={errors.score_by} onChange={(e) => setBy(e.currentTarget.value)} />
      </div>
      <MultiSelect
        label={t("calibration.evaluators")}
        description={t("calibration.evaluators_means")}
        searchable
        data={(people.data?.evaluators ?? []).map((person) => ({ value: person.id, label: person.name }))}
        value={evaluators}
        onChange={setEvaluators}
      />
      <Chosen items={items} onChange={setItems} />
      <FaultLine error={rest} />
      <Group>
        <Button type="submit" disabled={!ready} loading={beginning.isPending}>
          {t("calibration.begin")}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </Group>
    </form>
  );
}

import { Button, Group, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { callOffRelease, release } from "@/api/evaluations";
import type { Evaluation } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import { dayAndHour } from "@/parts/time";

interface Props {
  evaluation: Evaluation;
  onSettled: (next: Evaluation) => void;
  onError: () => void;
}

/** When it is to be released by itself: planned, moved or called off. */
export function PlannedRelease({ evaluation, onSettled, onError }: Props) {
  const { t } = useTranslation();
  const [at, setAt] = useState("");
  const planned = evaluation.release_at;
  const settle = { onSuccess: onSettled, onError };
  const planning = useMutation({ mutationFn: () => release(evaluation.id, evaluation.revision, new Date(at).toISOString()), ...settle });
  const calling = useMutation({ mutationFn: () => callOffRelease(evaluation.id, evaluation.revision), ...settle });
  const { errors, rest } = fieldFaults(planning.error, ["at"]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        planning.mutate();
      }}
    >
      {planned && <p role="status">{t("planned.at", { when: dayAndHour(planned) })}</p>}
      <Group gap="xs" align="end">
        <TextInput type="datetime-local" label={t("planned.when")} value={at} error={errors.at} onChange={(e) => setAt(e.currentTarget.value)} />
        <Button type="submit" variant="default" disabled={!at} loading={planning.isPending}>
          {t(planned ? "planned.move" : "planned.do")}
        </Button>
        {planned && (
          <Button variant="subtle" loading={calling.isPending} onClick={() => calling.mutate()}>
            {t("planned.call_off")}
          </Button>
        )}
      </Group>
      <FaultLine error={rest ?? calling.error} />
    </form>
  );
}

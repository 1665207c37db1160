import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { moveRecognition } from "@/api/feedback";
import type { Recognition } from "@/api/types";
import { ItemRow, Items } from "@/parts/ItemRow";
import { useSpoken, Written } from "@/parts/Said";
import { FaultLine } from "@/parts/States";
import { Time } from "@/parts/Time";

type Step = Parameters<typeof moveRecognition>[1];

/** Words of recognition. Whom they are about decides whether the team reads them. */
export function RecognitionRows({ rows, label }: { rows: Recognition[]; label: string }) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const cache = useQueryClient();
  const move = useMutation({
    mutationFn: ({ row, step }: { row: Recognition; step: Step }) => moveRecognition(row, step),
    onSettled: () => cache.invalidateQueries({ queryKey: ["recognitions"] }),
  });
  const button = (row: Recognition, step: Step, words: string) => (
    <Button variant={step === "publish" ? "default" : "subtle"} disabled={move.isPending} onClick={() => move.mutate({ row, step })}>
      {words}
    </Button>
  );
  return (
    <>
      <FaultLine error={move.error} />
      <Items label={label}>
        {rows.map((row) => (
          <ItemRow
            key={row.id}
            label={`${row.agent_name}: ${spoken(row.words)}`}
            lead={row.agent_name}
            title={<Written text={row.words} />}
            meta={[t("recognition.by", { name: row.by_name }), t(`recognition.status_${row.status}`), <Time key="when" at={row.created_at} />]}
            actions={
              <>
                {row.may.publish && button(row, "publish", t("recognition.publish"))}
                {row.may.keep_private && button(row, "keep-private", t("recognition.keep_private"))}
                {row.may.take_back && button(row, "take-back", t("recognition.take_back"))}
              </>
            }
          />
        ))}
      </Items>
    </>
  );
}

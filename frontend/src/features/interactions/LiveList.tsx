import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { takeHelp, whispersQuery } from "@/api/live";
import type { LiveInteraction } from "@/api/types";
import { Items } from "@/parts/ItemRow";
import { FaultLine } from "@/parts/States";
import { LiveRow } from "./LiveRow";

interface Props {
  rows: LiveInteraction[];
  picked: string | null;
  onSelect: (id: string) => void;
  onWatch: (id: string) => void;
  onScore: (id: string) => void;
}

/** Live interactions; what it calls must stay the same from drawing to drawing, so that only rows that changed are drawn. */
export function LiveList({ rows, picked, onSelect, onWatch, onScore }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const take = useMutation({
    mutationFn: takeHelp,
    onSettled: (_done, _error, id) => {
      void cache.invalidateQueries({ queryKey: ["interactions", "live"] });
      void cache.invalidateQueries(whispersQuery(id));
    },
  });
  return (
    <>
      {take.error && <FaultLine error={take.error} />}
      <Items label={t("live.rest")}>
        {rows.map((row) => (
          <LiveRow key={row.id} interaction={row} selected={picked === row.id} onSelect={onSelect} onWatch={onWatch} onScore={onScore} onTakeHelp={take.mutate} />
        ))}
      </Items>
    </>
  );
}

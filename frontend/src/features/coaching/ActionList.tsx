import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dropAction } from "@/api/coaching";
import type { CoachingAction } from "@/api/types";
import { AskReason } from "@/parts/AskReason";
import { Items } from "@/parts/ItemRow";
import { ActionRow } from "./ActionRow";
import { FinishDialog } from "./FinishDialog";

/** Actions, overdue first, each with what its reader may do with it. */
export function ActionList({ rows, label, onAssign }: { rows: CoachingAction[]; label: string; onAssign?: (action: CoachingAction) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [finishing, setFinishing] = useState<CoachingAction | null>(null);
  const [dropping, setDropping] = useState<CoachingAction | null>(null);
  const refresh = () => {
    for (const key of ["actions", "coaching"]) void cache.invalidateQueries({ queryKey: [key] });
  };
  const drop = useMutation({
    mutationFn: ({ action, reason }: { action: CoachingAction; reason: string }) => dropAction(action, reason),
    onSuccess: () => setDropping(null),
    onSettled: refresh,
  });
  const done = () => {
    setFinishing(null);
    refresh();
  };
  return (
    <>
      <Items label={label}>
        {rows.map((action) => (
          <ActionRow key={action.id} action={action} onFinish={() => setFinishing(action)} onDrop={() => setDropping(action)} onAssign={onAssign && (() => onAssign(action))} />
        ))}
      </Items>
      {finishing && <FinishDialog action={finishing} onClose={() => setFinishing(null)} onDone={done} />}
      {dropping && (
        <AskReason
          title={t("agreed.drop_title")}
          label={t("coaching.why")}
          confirm={t("agreed.drop_confirm")}
          required
          pending={drop.isPending}
          error={drop.error}
          onClose={() => setDropping(null)}
          onConfirm={(reason) => drop.mutate({ action: dropping, reason })}
        />
      )}
    </>
  );
}

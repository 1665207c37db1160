import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { dropAction } from "@/api/coaching";
import type { CoachingAction } from "@/api/types";
import { AskReason } from "@/parts/AskReason";
import { ActionEffect } from "./ActionEffect";
import { ActionRow } from "./ActionRow";
import { FinishDialog } from "./FinishDialog";

interface Place {
  stateless?: boolean;
  selected?: boolean;
  onSelect?: () => void;
}

/** Rows of actions, each with what its reader may do with it, and the dialogs that this takes. */
export function useActionRows(onAssign?: (action: CoachingAction) => void) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [finishing, finish] = useState<CoachingAction | null>(null);
  const [measured, measure] = useState<CoachingAction | null>(null);
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
    finish(null);
    refresh();
  };
  const row = (action: CoachingAction, place?: Place): ReactNode => (
    <ActionRow key={action.id} action={action} onFinish={() => finish(action)} onDrop={() => setDropping(action)} onMeasure={() => measure(action)} onAssign={onAssign && (() => onAssign(action))} {...place} />
  );
  const dialogs = (
    <>
      {finishing && <FinishDialog action={finishing} onClose={() => finish(null)} onDone={done} />}
      {measured && <ActionEffect of={measured} onClose={() => measure(null)} />}
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
  return { row, finish, dialogs };
}

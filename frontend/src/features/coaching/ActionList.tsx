import type { CoachingAction } from "@/api/types";
import { Items } from "@/parts/ItemRow";
import { useActionRows } from "./useActionRows";

/** Actions, overdue first, each with what its reader may do with it. */
export function ActionList({ rows, label, onAssign }: { rows: CoachingAction[]; label: string; onAssign?: (action: CoachingAction) => void }) {
  const { row, dialogs } = useActionRows(onAssign);
  return (
    <>
      <Items label={label}>{rows.map((action) => row(action))}</Items>
      {dialogs}
    </>
  );
}

import type { Change } from "@/api/bulk";

export interface ChangeForm {
  what: "move" | "hand" | "cancel";
  days: number;
  minutes: number;
  coach: string | null;
  reason: string;
}

export const unchanged: ChangeForm = { what: "move", days: 0, minutes: 0, coach: null, reason: "" };

/** What a form asks for, or nothing while it asks for nothing. */
export function changeOf({ what, days, minutes, coach, reason }: ChangeForm): Change | null {
  if (what === "hand") return coach ? { coach } : null;
  if (what === "cancel") return reason.trim() ? { cancel_reason: reason.trim() } : null;
  const by = days * 24 * 60 + minutes;
  return by === 0 ? null : { move_minutes: by };
}

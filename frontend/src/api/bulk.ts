import { http, must } from "./client";

/** What is done to many sessions at once: one of these. */
export type Change = { move_minutes: number } | { coach: string } | { cancel_reason: string };

export interface Outcome {
  id: string;
  ok: boolean;
  detail?: string;
}

export const changeSessions = async (ids: string[], change: Change): Promise<Outcome[]> =>
  (await must(http.POST("/api/v1/coaching/sessions/bulk", { body: { ids, ...change } }))).items;

import { queryOptions } from "@tanstack/react-query";
import { http, must } from "./client";
import { Fault, toFault } from "./fault";
import type { Recording } from "./types";

export const recordingQuery = (interaction: string) =>
  queryOptions({
    queryKey: ["recordings", interaction],
    queryFn: ({ signal }) => must(http.GET("/api/v1/interactions/{id}/recording", { params: { path: { id: interaction } }, signal })),
  });

const at = (interaction: string) => `/api/v1/interactions/${interaction}/recording`;

/** Where the sound is; another recording is at another address, so that nothing of the one before is played. */
export const soundAt = (interaction: string, recording: Recording) => `${at(interaction)}/bytes?of=${recording.id ?? ""}`;

/** Sends a file as it is; the server finds out what it truly is. */
export async function addRecording(interaction: string, file: Blob): Promise<Recording> {
  const answer = await fetch(at(interaction), { method: "POST", headers: { "content-type": "application/octet-stream" }, credentials: "same-origin", body: file }).catch(() => {
    throw new Fault(0, "offline", "");
  });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw toFault(answer.status, body);
  return body as Recording;
}

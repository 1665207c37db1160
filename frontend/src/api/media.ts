import { http, must, mustBe } from "./client";
import { Fault, toFault } from "./fault";
import type { Medium } from "./types";

export const mediumAt = (id: string) => `/api/v1/media/${id}`;

async function putChunk(id: string, n: number, bytes: Blob, signal: AbortSignal) {
  const answer = await fetch(`${mediumAt(id)}/chunks/${n}`, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    credentials: "same-origin",
    body: await bytes.arrayBuffer(),
    signal,
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Fault(0, "offline", "");
  });
  if (!answer.ok) throw toFault(answer.status, await answer.json().catch(() => null));
}

/** Sends a file in chunks, and tells after each how far it is, 0 to 1; the server then checks what it truly is. */
export async function sendFile(file: File, signal: AbortSignal, onProgress: (share: number) => void): Promise<Medium> {
  const begun = await mustBe<Medium>(http.POST("/api/v1/media", { body: { name: file.name, type: file.type, bytes: file.size }, signal }));
  for (let n = 0; n < begun.chunks; n++) {
    await putChunk(begun.id, n, file.slice(n * begun.chunk_bytes, (n + 1) * begun.chunk_bytes), signal);
    onProgress((n + 1) / begun.chunks);
  }
  return must(http.POST("/api/v1/media/{id}/complete", { params: { path: { id: begun.id } }, signal })) as Promise<Medium>;
}

import type { Interaction, Offer, Utterance } from "@/api/types";

export type Topic = "evaluations" | "queue" | "interactions" | "disputes" | "coaching" | "actions" | "notices" | "training" | "requests" | "feedback" | "recognitions" | "suggestions" | "rounds" | "scorecards" | "plans" | "calibrations" | "whispers" | "bookmarks" | "recordings";

/** What may change while an interaction is live. */
export type State = Pick<Interaction, "status" | "transfers"> & Partial<Pick<Interaction, "agent" | "subject" | "tone" | "hold_ms">>;

export type ServerMessage =
  | { type: "hello"; user: string; protocol: string }
  | ({ type: "offer" } & Offer)
  | { type: "offer_closed"; id: string; why: "claimed" | "assigned" | "skipped" | "expired" | "ended" }
  | { type: "watching"; interaction: string; last: number }
  | ({ type: "utterance"; interaction: string } & Utterance)
  | { type: "caught_up"; interaction: string; pos: number }
  | ({ type: "state"; interaction: string } & State)
  | { type: "redacted"; interaction: string; pos: number; text: string; redactions?: Utterance["redactions"] }
  | { type: "ended"; interaction: string; at?: string; ended_by?: string }
  | { type: "whisper" | "reply" | "help"; id: string; interaction: string; text: string; from: string; from_name: string; at: string }
  | { type: "watched"; interaction: string; watchers: string[] }
  | { type: "changed"; topic: Topic; id?: string }
  | { type: "error"; code: string; detail: string; interaction?: string };

export type ClientMessage =
  | { type: "watch"; interaction: string; after: number }
  | { type: "unwatch"; interaction: string }
  | { type: "whisper" | "reply" | "help"; interaction: string; text: string };

export type Connection = "connecting" | "live" | "reconnecting" | "offline";

export function parse(frame: unknown): ServerMessage | null {
  if (typeof frame !== "string") return null;
  try {
    const value: unknown = JSON.parse(frame);
    const typed = typeof value === "object" && value !== null && "type" in value;
    return typed ? (value as ServerMessage) : null;
  } catch {
    return null;
  }
}

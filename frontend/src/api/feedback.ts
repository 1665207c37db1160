import { filled, http, ifMatch, must, mustBe } from "./client";
import { keyset } from "./keyset";
import type { Boxed, CoachingRequest, Feedback, Followed, Page, Recognition } from "./types";

export const requestsQuery = (filter: { agent?: string; status?: CoachingRequest["status"] }) =>
  keyset(["requests", filter], (after, signal) =>
    mustBe<Page<CoachingRequest>>(http.GET("/api/v1/coaching/requests", { params: { query: filled({ ...filter, after, limit: 50 }) }, signal })),
  );

export const askForCoaching = (body: { words: string; evaluation?: string; question?: string }) =>
  mustBe<CoachingRequest>(http.POST("/api/v1/coaching/requests", { body }));

const of = (row: { id: string; revision: number }) => ({ path: { id: row.id }, header: ifMatch(row.revision) });

export const declineRequest = (request: CoachingRequest, reason: string) =>
  mustBe<CoachingRequest>(http.POST("/api/v1/coaching/requests/{id}/decline", { params: of(request), body: { reason } }));

export const withdrawRequest = (request: CoachingRequest) =>
  mustBe<CoachingRequest>(http.POST("/api/v1/coaching/requests/{id}/withdraw", { params: of(request), body: {} }));

/** What feedback is of. */
export type Subject = { evaluation: string } | { session: string };

export const feedbackQuery = (filter: Partial<Record<"agent" | "evaluation" | "session", string>>) =>
  keyset(["feedback", filter], (after, signal) =>
    mustBe<Page<Feedback>>(http.GET("/api/v1/feedback", { params: { query: filled({ ...filter, after, limit: 50 }) }, signal })),
  );

export const giveFeedback = (body: Subject & { useful: number; comment?: string }) => mustBe<Feedback>(http.POST("/api/v1/feedback", { body }));

export const recognitionsQuery = (whose: "got" | "given" | "team") =>
  keyset(["recognitions", whose], (after, signal) =>
    mustBe<Page<Recognition>>(http.GET("/api/v1/recognitions", { params: { query: filled({ whose, after, limit: 50 }) }, signal })),
  );

export const recognise = (body: { agent: string; words: string; evaluation?: string }) => mustBe<Recognition>(http.POST("/api/v1/recognitions", { body }));

export const moveRecognition = (recognition: Recognition, step: "publish" | "keep-private" | "take-back") =>
  mustBe<Recognition>(http.POST(`/api/v1/recognitions/{id}/${step}`, { params: of(recognition), body: {} }));

export const boxQuery = (status?: Boxed["status"]) =>
  keyset(["suggestions", status ?? ""], (after, signal) =>
    mustBe<Page<Boxed>>(http.GET("/api/v1/suggestions", { params: { query: filled({ status, after, limit: 50 }) }, signal })),
  );

export const suggest = (words: string) => must(http.POST("/api/v1/suggestions", { body: { words } }));

export const followReceipt = (receipt: string) => mustBe<Followed>(http.POST("/api/v1/suggestions/receipt", { body: { receipt } }));

export const addByReceipt = (receipt: string, words: string) =>
  mustBe<Followed>(http.POST("/api/v1/suggestions/receipt/reply", { body: { receipt, words } }));

export const replyToSuggestion = (row: Boxed, words: string) =>
  mustBe<Boxed>(http.POST("/api/v1/suggestions/{id}/reply", { params: of(row), body: { words } }));

export type Decision = "heard" | "planned" | "done" | "declined";

export const decideSuggestion = (row: Boxed, status: Decision, reason?: string) =>
  mustBe<Boxed>(http.POST("/api/v1/suggestions/{id}/status", { params: of(row), body: filled({ status, reason }) }));

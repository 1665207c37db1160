import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must, mustBe } from "./client";
import { keyset } from "./keyset";
import type { CoachedAgent, CoachingAction, CoachingSession, CoachingSessionSummary, Page, SingleEffect, Suggestion } from "./types";

export interface SessionFilter {
  agent?: string;
  coach?: string;
  status?: CoachingSession["status"];
  method?: CoachingSession["method"];
  from?: string;
  to?: string;
}

export const sessionsQuery = (filter: SessionFilter) =>
  keyset(["coaching", "list", filter], (after, signal) =>
    mustBe<Page<CoachingSessionSummary>>(http.GET("/api/v1/coaching/sessions", { params: { query: filled({ ...filter, after, limit: 50 }) }, signal })),
  );

export const coachingSessionQuery = (id: string) =>
  queryOptions({
    queryKey: ["coaching", "one", id],
    queryFn: ({ signal }) => mustBe<CoachingSession>(http.GET("/api/v1/coaching/sessions/{id}", { params: { path: { id } }, signal })),
  });

export const sessionEffectQuery = (id: string, query: { on?: SingleEffect["on"]; question?: string }) =>
  queryOptions({
    queryKey: ["coaching", "effect", id, query],
    queryFn: ({ signal }) => mustBe<SingleEffect>(http.GET("/api/v1/coaching/sessions/{id}/effect", { params: { path: { id }, query }, signal })),
  });

export const actionEffectQuery = (id: string) =>
  queryOptions({
    queryKey: ["actions", "effect", id],
    queryFn: ({ signal }) => mustBe<SingleEffect>(http.GET("/api/v1/actions/{id}/effect", { params: { path: { id } }, signal })),
  });

export const overviewQuery = keyset(["coaching", "overview"], (after, signal) =>
  mustBe<Page<CoachedAgent>>(http.GET("/api/v1/coaching/overview", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

export const suggestionsQuery = (agent: string) =>
  queryOptions({
    queryKey: ["coaching", "suggestions", agent],
    queryFn: async ({ signal }) => (await mustBe<{ items: Suggestion[] }>(http.GET("/api/v1/coaching/suggestions", { params: { query: { agent } }, signal }))).items,
  });

export interface NewReview {
  from: string;
  to: string;
  strengths: { question?: string; text: string }[];
  weaknesses: { question?: string; text: string }[];
  goals: { text: string; due_on: string }[];
  documents: { title: string; link: string }[];
}

/** An agent's strongest and weakest questions between two days. */
export const reviewDraftQuery = (agent: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["coaching", "review-draft", agent, from, to],
    queryFn: ({ signal }) => mustBe<{ strengths: Suggestion[]; weaknesses: Suggestion[] }>(http.GET("/api/v1/coaching/review-draft", { params: { query: { agent, from, to } }, signal })),
    retry: false,
  });

export interface Heard {
  interaction: string;
  pos: number;
}

export interface NewPeerSession {
  agent?: string;
  peer: string;
  starts_at: string;
  minutes: number;
  focus: string;
  heard?: Heard[];
}

export const askPeer = (body: NewPeerSession) => mustBe<CoachingSession>(http.POST("/api/v1/coaching/peer", { body }));

export interface NewSession {
  agent: string;
  starts_at: string;
  minutes: number;
  agenda: { evaluation?: string; question?: string; note: string }[];
  request?: string;
  method?: "one_to_one" | "formal_review";
  review?: NewReview;
}

export const planSession = (body: NewSession) => mustBe<CoachingSession>(http.POST("/api/v1/coaching/sessions", { body }));

const of = (session: CoachingSession) => ({ path: { id: session.id }, header: ifMatch(session.revision) });

export const moveSession = (session: CoachingSession, body: { starts_at: string; minutes: number }) =>
  mustBe<CoachingSession>(http.PATCH("/api/v1/coaching/sessions/{id}", { params: of(session), body }));

export const noteSession = (session: CoachingSession, body: { shared?: string; private?: string }) =>
  mustBe<CoachingSession>(http.PUT("/api/v1/coaching/sessions/{id}/notes", { params: of(session), body }));

export const signSession = (session: CoachingSession) =>
  mustBe<CoachingSession>(http.POST("/api/v1/coaching/sessions/{id}/sign", { params: of(session) }));

export const cancelSession = (session: CoachingSession, reason: string) =>
  mustBe<CoachingSession>(http.POST("/api/v1/coaching/sessions/{id}/cancel", { params: of(session), body: { reason } }));

export const changeReview = (session: CoachingSession, review: NewReview) =>
  mustBe<CoachingSession>(http.PATCH("/api/v1/coaching/sessions/{id}", { params: of(session), body: { review } }));

export type PeerAnswers = NonNullable<CoachingSession["answers"]>;

export const answerPeer = (session: CoachingSession, answers: PeerAnswers) =>
  mustBe<CoachingSession>(http.PUT("/api/v1/coaching/sessions/{id}/notes", { params: of(session), body: { answers } }));

export const declineSession = (session: CoachingSession, reason: string) =>
  mustBe<CoachingSession>(http.POST("/api/v1/coaching/sessions/{id}/decline", { params: of(session), body: filled({ reason }) }));

export const invitationOf = (id: string) => `/api/v1/coaching/sessions/${id}/invitation`;

export interface ActionFilter {
  agent?: string;
  owner?: string;
  status?: CoachingAction["status"];
  session?: string;
}

export const actionsQuery = (filter: ActionFilter) =>
  keyset(["actions", "list", filter], (after, signal) =>
    mustBe<Page<CoachingAction>>(http.GET("/api/v1/actions", { params: { query: filled({ ...filter, after, limit: 50 }) }, signal })),
  );

export const actionCountsQuery = (filter: Pick<ActionFilter, "agent" | "owner"> = {}) =>
  queryOptions({
    queryKey: ["actions", "counts", filter],
    queryFn: ({ signal }) => must(http.GET("/api/v1/actions/counts", { params: { query: filled(filter) }, signal })),
  });

export interface NewAction {
  agent: string;
  owner?: string;
  kind: CoachingAction["kind"];
  text: string;
  root_cause: string;
  due_on: string;
  session?: string;
  evaluation?: string;
  question?: string;
}

export const addAction = (body: NewAction) => mustBe<CoachingAction>(http.POST("/api/v1/actions", { body }));

const ofAction = (action: CoachingAction) => ({ path: { id: action.id }, header: ifMatch(action.revision) });

export const finishAction = (action: CoachingAction, body: { what_changed: string; target?: number }) =>
  mustBe<CoachingAction>(http.POST("/api/v1/actions/{id}/finish", { params: ofAction(action), body }));

export const dropAction = (action: CoachingAction, reason: string) =>
  mustBe<CoachingAction>(http.POST("/api/v1/actions/{id}/drop", { params: ofAction(action), body: { reason } }));

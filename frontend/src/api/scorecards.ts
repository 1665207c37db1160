import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must, mustBe } from "./client";
import { everyPage, keyset } from "./keyset";
import type { Page, QuestionQuality, Scorecard, ScorecardDraft, ScorecardDraftSummary, ScorecardQuality, ScorecardTemplate, ScorecardVersion } from "./types";

export const templatesQuery = queryOptions({
  queryKey: ["scorecards", "templates"],
  queryFn: ({ signal }) => everyPage((after) => mustBe<Page<ScorecardTemplate>>(http.GET("/api/v1/scorecards/templates", { params: { query: filled({ after, limit: 200 }) }, signal }))),
  staleTime: Infinity,
});

export const draftsQuery = queryOptions({
  queryKey: ["scorecards", "drafts"],
  queryFn: ({ signal }) => everyPage((after) => mustBe<Page<ScorecardDraftSummary>>(http.GET("/api/v1/scorecards/drafts", { params: { query: filled({ after, limit: 200 }) }, signal }))),
});

/** The newest version; it changes, which a version never does. */
export const newestQuery = (id: string) =>
  queryOptions({
    queryKey: ["scorecards", "newest", id],
    queryFn: ({ signal }) => mustBe<Scorecard>(http.GET("/api/v1/scorecards/{id}", { params: { path: { id } }, signal })),
  });

export const versionsQuery = (id: string) =>
  keyset(["scorecards", "versions", id], (after, signal) =>
    mustBe<Page<ScorecardVersion>>(http.GET("/api/v1/scorecards/{id}/versions", { params: { path: { id }, query: filled({ after, limit: 50 }) }, signal })),
  );

/** All of its versions, to choose one of. */
export const versionsOfQuery = (id: string) =>
  queryOptions({
    queryKey: ["scorecards", "all_versions", id],
    queryFn: ({ signal }) =>
      everyPage((after) => mustBe<Page<ScorecardVersion>>(http.GET("/api/v1/scorecards/{id}/versions", { params: { path: { id }, query: filled({ after, limit: 200 }) }, signal }))),
  });

/** A draft; its key stands apart, so that what is announced of scorecards does not read it again while it is written. */
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ["scorecard_draft", id],
    queryFn: ({ signal }) => mustBe<ScorecardDraft>(http.GET("/api/v1/scorecards/{id}/draft", { params: { path: { id } }, signal })),
    staleTime: 0,
  });

export type Quality = Omit<ScorecardQuality, "questions"> & { questions: QuestionQuality[] };

export const qualityQuery = (version: string) =>
  queryOptions({
    queryKey: ["scorecards", "quality", version],
    queryFn: ({ signal }) => mustBe<Quality>(http.GET("/api/v1/scorecards/versions/{id}/quality", { params: { path: { id: version } }, signal })),
  });

export type Beginning = { name: string; template?: string; scorecard?: string };

export const beginScorecard = (body: Beginning) => mustBe<ScorecardDraft>(http.POST("/api/v1/scorecards", { body }));

/** The file is whatever somebody chose: the server says what is wrong with it. */
export const importScorecard = (body: unknown) => mustBe<ScorecardDraft>(http.POST("/api/v1/scorecards/import", { body: body as never }));

export const exportScorecard = (id: string) => must(http.GET("/api/v1/scorecards/{id}/export", { params: { path: { id } } }));

export const exportVersion = (id: string) => must(http.GET("/api/v1/scorecards/versions/{id}/export", { params: { path: { id } } }));

export const reviseScorecard = (id: string) => mustBe<ScorecardDraft>(http.POST("/api/v1/scorecards/{id}/draft", { params: { path: { id } } }));

const at = (id: string, revision: number) => ({ path: { id }, header: ifMatch(revision) });

export type CardContent = Pick<ScorecardDraft, "name" | "definition">;

export const keepScorecard = (id: string, revision: number, body: CardContent) =>
  mustBe<ScorecardDraft>(http.PUT("/api/v1/scorecards/{id}/draft", { params: at(id, revision), body }));

export const discardScorecard = (id: string, revision: number) => must(http.DELETE("/api/v1/scorecards/{id}/draft", { params: at(id, revision) }));

export const publishScorecard = (id: string, revision: number) =>
  mustBe<Scorecard>(http.POST("/api/v1/scorecards/{id}/draft/publish", { params: at(id, revision) }));

const revisionOf = async (id: string) => (await mustBe<Scorecard>(http.GET("/api/v1/scorecards/{id}", { params: { path: { id } } }))).revision ?? 0;

export const retireScorecard = async (id: string) => mustBe<Scorecard>(http.POST("/api/v1/scorecards/{id}/retire", { params: at(id, await revisionOf(id)) }));

export const bringScorecardBack = async (id: string) =>
  mustBe<Scorecard>(http.POST("/api/v1/scorecards/{id}/bring-back", { params: at(id, await revisionOf(id)) }));

import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must, mustBe } from "./client";
import { everyPage, keyset } from "./keyset";
import type { ExcerptLine, ModuleFigures, Page, ReadyModule, TrainingDesk, TrainingModule, TrainingModuleSummary } from "./types";

export interface ModuleFilter {
  status?: TrainingModule["status"];
  q?: string;
}

export const modulesQuery = (filter: ModuleFilter) =>
  keyset(["training", "modules", filter], (after, signal) =>
    mustBe<Page<TrainingModuleSummary>>(http.GET("/api/v1/modules", { params: { query: filled({ ...filter, after, limit: 50 }) }, signal })),
  );

const choiceAtMost = 1000;

/** The modules that one can choose from, as prerequisites or to assign. */
export const moduleChoiceQuery = queryOptions({
  queryKey: ["training", "choice"],
  queryFn: ({ signal }) =>
    everyPage((after) => mustBe<Page<TrainingModuleSummary>>(http.GET("/api/v1/modules", { params: { query: filled({ after, limit: 200 }) }, signal })), choiceAtMost),
});

export const libraryQuery = keyset(["training", "library"], (after, signal) =>
  mustBe<Page<ReadyModule>>(http.GET("/api/v1/modules/library", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

export const moduleQuery = (id: string) =>
  queryOptions({
    queryKey: ["training", "module", id],
    queryFn: ({ signal }) => mustBe<TrainingModule>(http.GET("/api/v1/modules/{id}", { params: { path: { id } }, signal })),
  });

/** The draft as its agents will see it. */
export const previewQuery = (id: string) =>
  queryOptions({
    queryKey: ["training", "preview", id],
    queryFn: ({ signal }) => mustBe<TrainingModule>(http.GET("/api/v1/modules/{id}/preview", { params: { path: { id } }, signal })),
    staleTime: 0,
  });

export const figuresQuery = (id: string) =>
  queryOptions({
    queryKey: ["training", "figures", id],
    queryFn: ({ signal }) => mustBe<ModuleFigures>(http.GET("/api/v1/modules/{id}/figures", { params: { path: { id } }, signal })),
  });

export const deskQuery = queryOptions({
  queryKey: ["training", "desk"],
  queryFn: ({ signal }) => mustBe<TrainingDesk>(http.GET("/api/v1/training/desk", { signal })),
});

export type ModuleDraft = Pick<TrainingModule, "title" | "summary" | "minutes" | "refresh_months" | "parts"> & { prerequisites: string[] };

export const beginModule = (title: string) => mustBe<TrainingModule>(http.POST("/api/v1/modules", { body: { title } }));

export const takeModule = (key: string) => mustBe<TrainingModule>(http.POST("/api/v1/modules/library", { body: { key } }));

const at = (id: string, revision: number) => ({ path: { id }, header: ifMatch(revision) });

export const changeModule = (id: string, revision: number, body: Partial<ModuleDraft>) =>
  mustBe<TrainingModule>(http.PATCH("/api/v1/modules/{id}", { params: at(id, revision), body }));

export const publishModule = (id: string, revision: number) =>
  mustBe<TrainingModule>(http.POST("/api/v1/modules/{id}/publish", { params: at(id, revision) }));

export const retireModule = (id: string, revision: number) =>
  mustBe<TrainingModule>(http.POST("/api/v1/modules/{id}/retire", { params: at(id, revision) }));

/** Lines of an interaction that one may read, without names. */
export const excerptOf = async (body: { interaction: string; from: number; to: number }): Promise<ExcerptLine[]> =>
  (await must(http.POST("/api/v1/modules/excerpts", { body }))).lines;

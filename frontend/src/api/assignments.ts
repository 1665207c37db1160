import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must, mustBe } from "./client";
import { everyPage, keyset } from "./keyset";
import type { AssignmentRule, Attempt, Given, LearningAssignment, ModuleAssignment, Page } from "./types";

export interface AssignmentFilter {
  agent?: string;
  module?: string;
  status?: ModuleAssignment["status"];
  overdue?: boolean;
}

export const assignmentsQuery = (filter: AssignmentFilter) =>
  keyset(["training", "assignments", filter], (after, signal) =>
    mustBe<Page<ModuleAssignment>>(http.GET("/api/v1/assignments", { params: { query: filled({ ...filter, after, limit: 50 }) }, signal })),
  );

export const learningQuery = keyset(["training", "learning"], (after, signal) =>
  mustBe<Page<ModuleAssignment>>(http.GET("/api/v1/me/learning", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

export const assignmentQuery = (id: string) =>
  queryOptions({
    queryKey: ["training", "assignment", id],
    queryFn: ({ signal }) => mustBe<LearningAssignment>(http.GET("/api/v1/assignments/{id}", { params: { path: { id } }, signal })),
  });

export const attemptsQuery = (id: string) =>
  queryOptions({
    queryKey: ["training", "attempts", id],
    queryFn: ({ signal }) =>
      everyPage((after) =>
        mustBe<Page<Attempt>>(http.GET("/api/v1/assignments/{id}/attempts", { params: { path: { id }, query: filled({ after, limit: 200 }) }, signal })),
      ),
  });

/** The scores of the question that an assignment is to help with; each reading is noted in the audit log. */
export const readScores = (id: string) => must(http.GET("/api/v1/assignments/{id}/scores", { params: { path: { id } } }));

export interface Learner {
  id: string;
  name: string;
  team?: string;
  team_name?: string;
}

const learnersAtMost = 1000;

/** Whom one can give modules to, by name. */
export const learnersQuery = queryOptions({
  queryKey: ["training", "learners"],
  queryFn: async ({ signal }): Promise<Learner[]> => {
    const all = await everyPage(
      (after) => mustBe<Page<Learner>>(http.GET("/api/v1/training/learners", { params: { query: filled({ after, limit: 200 }) }, signal })),
      learnersAtMost,
    );
    return all.sort((a, b) => a.name.localeCompare(b.name));
  },
  staleTime: 60_000,
});

export interface NewAssignment {
  module: string;
  agents?: string[];
  team?: string;
  due_on: string;
  reason?: string;
  question?: string;
}

export const assign = (body: NewAssignment) => must(http.POST("/api/v1/assignments", { body }));

export const changeMany = async (ids: string[], change: { due_on: string } | { cancel_reason: string }) =>
  (await must(http.POST("/api/v1/assignments/bulk", { body: { ids, ...change } }))).items;

const ofPart = (one: ModuleAssignment, part: string) => ({ path: { id: one.id, part }, header: ifMatch(one.revision) });

export const readPart = (one: ModuleAssignment, part: string, seconds: number) =>
  mustBe<LearningAssignment>(http.POST("/api/v1/assignments/{id}/parts/{part}/done", { params: ofPart(one, part), body: { seconds } }));

export const tryQuiz = (one: ModuleAssignment, part: string, body: { answers: Given[]; seconds: number }) =>
  mustBe<Attempt>(http.POST("/api/v1/assignments/{id}/parts/{part}/attempts", { params: ofPart(one, part), body }));

export const assessRolePlay = (one: ModuleAssignment, part: string, body: { answers: { question: string; option: string }[]; comment: string }) =>
  mustBe<Attempt>(http.POST("/api/v1/assignments/{id}/parts/{part}/assessment", { params: ofPart(one, part), body }));

export const signOff = (one: ModuleAssignment, part: string, body: { outcome: "done" | "not_yet"; comment: string }) =>
  mustBe<LearningAssignment>(http.POST("/api/v1/assignments/{id}/parts/{part}/sign-off", { params: ofPart(one, part), body }));

export const markAttempt = (attempt: Attempt, body: { marks: { question: string; points: number }[]; comment: string }) =>
  mustBe<Attempt>(http.POST("/api/v1/attempts/{id}/mark", { params: { path: { id: attempt.id }, header: ifMatch(attempt.revision) }, body }));

export const rulesQuery = keyset(["training", "rules"], (after, signal) =>
  mustBe<Page<AssignmentRule>>(http.GET("/api/v1/training/rules", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

export interface NewRule {
  module: string;
  kind: AssignmentRule["kind"];
  question?: string;
  level?: number;
  last_n?: number;
  days_due: number;
  teams?: string[];
}

export const makeRule = (body: NewRule) => mustBe<AssignmentRule>(http.POST("/api/v1/training/rules", { body }));

export const changeRule = (rule: AssignmentRule, body: { level?: number; last_n?: number; days_due?: number; teams?: string[]; active?: boolean }) =>
  mustBe<AssignmentRule>(http.PATCH("/api/v1/training/rules/{id}", { params: { path: { id: rule.id }, header: ifMatch(rule.revision) }, body }));

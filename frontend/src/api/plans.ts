import { filled, http, ifMatch, mustBe } from "./client";
import { keyset } from "./keyset";
import type { CoachingPlan, Page } from "./types";

export const plansQuery = (status: CoachingPlan["status"]) =>
  keyset(["coaching", "plans", status], (after, signal) =>
    mustBe<Page<CoachingPlan>>(http.GET("/api/v1/coaching/plans", { params: { query: filled({ status, after, limit: 50 }) }, signal })),
  );

/** When a session comes again, on the site's clock. */
export interface Rhythm {
  method: CoachingPlan["method"];
  every_weeks: number;
  weekday: CoachingPlan["weekday"];
  time: string;
  minutes: number;
  until: string;
}

export const makePlan = (agent: string, rhythm: Rhythm) => mustBe<CoachingPlan>(http.POST("/api/v1/coaching/plans", { body: filled({ agent, ...rhythm }) }));

const of = (plan: CoachingPlan) => ({ path: { id: plan.id }, header: ifMatch(plan.revision) });

export const changePlan = (plan: CoachingPlan, rhythm: Rhythm) => mustBe<CoachingPlan>(http.PATCH("/api/v1/coaching/plans/{id}", { params: of(plan), body: { ...rhythm } }));

export const endPlan = (plan: CoachingPlan) => mustBe<CoachingPlan>(http.POST("/api/v1/coaching/plans/{id}/end", { params: of(plan), body: {} }));

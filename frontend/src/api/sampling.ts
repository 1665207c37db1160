import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must, mustBe } from "./client";
import { keyset } from "./keyset";
import type { AgentPeriod, Page, PlanSample, SamplingCost, SamplingFigures, SamplingPlan, SamplingTerms } from "./types";

export const samplingPlansQuery = keyset(["plans", "list"], (after, signal) =>
  mustBe<Page<SamplingPlan>>(http.GET("/api/v1/plans", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

const one = (id: string) => ({ path: { id } });

export const samplingPlanQuery = (id: string) =>
  queryOptions({ queryKey: ["plans", "one", id], queryFn: ({ signal }) => mustBe<SamplingPlan>(http.GET("/api/v1/plans/{id}", { params: one(id), signal })) });

export const samplingChoicesQuery = queryOptions({
  queryKey: ["plans", "choices"],
  queryFn: ({ signal }) => must(http.GET("/api/v1/plans/choices", { signal })),
});

export const samplingCostQuery = (scorecard: string, terms: SamplingTerms) =>
  queryOptions({
    queryKey: ["plans", "cost", scorecard, terms],
    queryFn: ({ signal }) => mustBe<SamplingCost>(http.POST("/api/v1/plans/preview", { body: { scorecard, ...terms }, signal })),
    enabled: scorecard !== "",
    retry: false,
  });

export const samplingFiguresQuery = (id: string, period: { from?: string; to?: string }) =>
  queryOptions({
    queryKey: ["plans", "figures", id, period],
    queryFn: ({ signal }) => mustBe<SamplingFigures>(http.GET("/api/v1/plans/{id}/figures", { params: { ...one(id), query: filled(period) }, signal })),
  });

export const planSamplesQuery = (id: string) =>
  keyset(["plans", "samples", id], (after, signal) =>
    mustBe<Page<PlanSample>>(http.GET("/api/v1/plans/{id}/samples", { params: { ...one(id), query: filled({ after, limit: 50 }) }, signal })),
  );

export const planPeriodsQuery = (id: string) =>
  keyset(["plans", "periods", id], (after, signal) =>
    mustBe<Page<AgentPeriod>>(http.GET("/api/v1/plans/{id}/periods", { params: { ...one(id), query: filled({ after, limit: 50 }) }, signal })),
  );

export const makeSamplingPlan = (name: string, scorecard: string, terms: SamplingTerms) =>
  mustBe<SamplingPlan>(http.POST("/api/v1/plans", { body: { name, scorecard, ...terms } }));

const at = ({ id, revision }: SamplingPlan) => ({ path: { id }, header: ifMatch(revision) });

export const changeSamplingPlan = (plan: SamplingPlan, name: string, scorecard: string, terms: SamplingTerms) =>
  mustBe<SamplingPlan>(http.PATCH("/api/v1/plans/{id}", { params: at(plan), body: { name, scorecard, ...terms } }));

export const endSamplingPlan = (plan: SamplingPlan) => mustBe<SamplingPlan>(http.POST("/api/v1/plans/{id}/end", { params: at(plan), body: {} }));

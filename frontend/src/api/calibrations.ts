import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must, mustBe } from "./client";
import { keyset } from "./keyset";
import type { Calibration, CalibrationSummary, Channel, Gains, Page } from "./types";

export const calibrationsQuery = keyset(["calibrations", "list"], (after, signal) =>
  mustBe<Page<CalibrationSummary>>(http.GET("/api/v1/calibrations", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

export const calibrationQuery = (id: string) =>
  queryOptions({
    queryKey: ["calibrations", "one", id],
    queryFn: ({ signal }) => mustBe<Calibration>(http.GET("/api/v1/calibrations/{id}", { params: { path: { id } }, signal })),
  });

export const calibratorsQuery = queryOptions({
  queryKey: ["calibrations", "evaluators"],
  queryFn: ({ signal }) => must(http.GET("/api/v1/calibrations/evaluators", { signal })),
});

export const gainsQuery = (scorecard: string) =>
  queryOptions({
    queryKey: ["calibrations", "gains", scorecard],
    queryFn: ({ signal }) => mustBe<Gains>(http.GET("/api/v1/calibrations/gains", { params: { query: { scorecard } }, signal })),
    enabled: scorecard !== "",
  });

/** Interactions that nobody has judged, others with each call. */
export const drawCandidates = (n: number, channel?: Channel) => must(http.GET("/api/v1/calibrations/candidates", { params: { query: filled({ n, channel }) } }));

export interface CalibrationWish {
  name: string;
  scorecard: string;
  score_by: string;
  evaluators: string[];
  interactions: string[];
}

export const beginCalibration = (wish: CalibrationWish) => mustBe<Calibration>(http.POST("/api/v1/calibrations", { body: wish }));

const at = ({ id, revision }: CalibrationSummary) => ({ path: { id }, header: ifMatch(revision) });

export const meetCalibration = (of: CalibrationSummary) => mustBe<Calibration>(http.POST("/api/v1/calibrations/{id}/meet", { params: at(of) }));
export const settleCalibration = (of: CalibrationSummary) => mustBe<Calibration>(http.POST("/api/v1/calibrations/{id}/settle", { params: at(of) }));
export const cancelCalibration = (of: CalibrationSummary, reason: string) =>
  mustBe<Calibration>(http.POST("/api/v1/calibrations/{id}/cancel", { params: at(of), body: { reason } }));

export const settleQuestion = (of: CalibrationSummary, reference: { interaction: string; question: string; option: string; reason: string }) =>
  mustBe<Calibration>(http.PUT("/api/v1/calibrations/{id}/references", { params: at(of), body: reference }));

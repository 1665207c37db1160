import type { Dimension, Evidence } from "@/api/types";
import { span } from "./time";

/** A part of a recording, in milliseconds from its beginning. */
export interface Span {
  from_ms: number;
  to_ms: number;
}

export interface MarkedSpan extends Span {
  dimension: Dimension;
}

/** Of what an answer points at, the utterances. */
export const placesOf = (evidence: readonly Evidence[] | null | undefined): number[] => (evidence ?? []).flatMap(({ pos }) => pos ?? []);

/** And the spans of the recording. */
export const spansOf = (evidence: readonly Evidence[] | null | undefined): Span[] =>
  (evidence ?? []).flatMap(({ from_ms, to_ms }) => (from_ms === undefined || to_ms === undefined ? [] : [{ from_ms, to_ms }]));

export const sameSpan = (a: Span, b: Span) => a.from_ms === b.from_ms && a.to_ms === b.to_ms;

export const spanText = ({ from_ms, to_ms }: Span) => (from_ms === to_ms ? span(from_ms) : `${span(from_ms)} – ${span(to_ms)}`);

import type { Redaction } from "@/api/types";

export const kinds = ["card", "iban", "email", "phone", "national_id"] as const;

const tag = new RegExp(`\\[(${kinds.join("|")})\\]`, "g");

/** The spans of a text that comes without them: each tag names what was taken out. */
export function tagged(text: string): Redaction[] {
  const spans: Redaction[] = [];
  for (const m of text.matchAll(tag)) spans.push({ kind: m[1]!, start: m.index, end: m.index + m[0].length });
  return spans;
}

export type Piece = { text: string; kind?: undefined } | { kind: string; text: string };

/** Cuts a text at its redacted spans; spans that lie outside or overlap are left out. */
export function pieces(text: string, redactions: Redaction[] | null | undefined): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const span of [...(redactions ?? [])].sort((a, b) => a.start - b.start)) {
    if (span.start < at || span.end <= span.start || span.end > text.length) continue;
    if (span.start > at) cut.push({ text: text.slice(at, span.start) });
    cut.push({ kind: span.kind, text: text.slice(span.start, span.end) });
    at = span.end;
  }
  if (at < text.length) cut.push({ text: text.slice(at) });
  return cut;
}

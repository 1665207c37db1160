import type { NewReview } from "@/api/coaching";
import type { CoachingSession, Suggestion } from "@/api/types";

/** A formal review as a form holds it: which findings of the data are left out, and what is written by hand. */
export interface ReviewForm {
  from: string;
  to: string;
  left: string[];
  own: Record<"strengths" | "weaknesses", string[]>;
  goals: { text: string; due_on: string }[];
  documents: { title: string; link: string }[];
}

export interface Draft {
  strengths: Suggestion[];
  weaknesses: Suggestion[];
}

const day = (at: Date) => `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;

/** The last ninety days. */
export function lastQuarter(now = new Date()): ReviewForm {
  return { from: day(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 90)), to: day(now), left: [], own: { strengths: [], weaknesses: [] }, goals: [], documents: [] };
}

/** The form of a review that is there already. */
export function formOf(review: CoachingSession["review"]): ReviewForm {
  if (!review) return lastQuarter();
  const { from, to, goals, documents } = review;
  const inWords = (list: typeof review.strengths) => list.filter(({ question }) => !question).map(({ text }) => text);
  return { from, to, left: [], own: { strengths: inWords(review.strengths), weaknesses: inWords(review.weaknesses) }, goals, documents };
}

const written = (list: string[]) => list.flatMap((text) => (text.trim() ? [{ text: text.trim() }] : []));

/** What is sent: the findings that stay, and the rows in which something is written. */
export function reviewOf({ from, to, left, own, goals, documents }: ReviewForm, draft: Draft | undefined): NewReview {
  const kept = (list: Suggestion[] = []) => list.filter(({ question }) => !left.includes(question)).map(({ question }) => ({ question, text: "" }));
  return {
    from,
    to,
    strengths: [...kept(draft?.strengths), ...written(own.strengths)],
    weaknesses: [...kept(draft?.weaknesses), ...written(own.weaknesses)],
    goals: goals.filter(({ text, due_on }) => text.trim() || due_on),
    documents: documents.filter(({ title, link }) => title.trim() || link.trim()),
  };
}

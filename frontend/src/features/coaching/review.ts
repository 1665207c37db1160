import type { NewReview } from "@/api/coaching";
import type { CoachingSession, Suggestion } from "@/api/types";

/** A formal review as a form holds it: which findings of the data are left out, and what is written by hand. */
export interface ReviewForm {
  from: string;
  to: string;
  left: string[];
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
  return { from: day(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 90)), to: day(now), left: [], goals: [], documents: [] };
}

/** The form of a review that is there already. */
export function formOf(review: CoachingSession["review"]): ReviewForm {
  if (!review) return lastQuarter();
  const { from, to, goals, documents } = review;
  return { from, to, left: [], goals, documents };
}

/** What is sent: the findings that stay, and the rows in which something is written. */
export function reviewOf({ from, to, left, goals, documents }: ReviewForm, draft: Draft | undefined): NewReview {
  const kept = (list: Suggestion[] = []) => list.filter(({ question }) => !left.includes(question)).map(({ question }) => ({ question, text: "" }));
  return {
    from,
    to,
    strengths: kept(draft?.strengths),
    weaknesses: kept(draft?.weaknesses),
    goals: goals.filter(({ text, due_on }) => text.trim() || due_on),
    documents: documents.filter(({ title, link }) => title.trim() || link.trim()),
  };
}

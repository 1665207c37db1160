import type { AuditEntry } from "@/api/types";

const named = { evaluation: "evaluation", session: "coaching_session" } as const;

/** What an entry is about: the evaluation or session that its detail names, else its subject. */
export function subjectOf({ subject, subject_id, detail }: Pick<AuditEntry, "subject" | "subject_id" | "detail">): { subject: string; id?: string } {
  for (const [key, kind] of Object.entries(named)) {
    const id = detail[key];
    if (typeof id === "string" && id) return { subject: kind, id };
  }
  return { subject, id: subject_id };
}

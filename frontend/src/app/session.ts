import { useSuspenseQuery } from "@tanstack/react-query";
import { sessionQuery } from "@/api/session";
import type { Session } from "@/api/types";

/** The session inside of the signed-in pages, where there always is one. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  return data ?? { user: { id: "", name: "", email: "" }, roles: [], teams: [], policy: { disclose_watching: "after", time_zone: "UTC", recordings: false } };
}

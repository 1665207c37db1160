import { redirect } from "@tanstack/react-router";
import { holds } from "@/api/session";
import type { Session } from "@/api/types";

interface Entering {
  context: { session: Session };
}

/** Those who don't write scorecards read them. */
export function writersAlone({ context }: Entering) {
  if (!holds(context.session, "admin", "analyst")) throw redirect({ to: "/scorecards", replace: true });
}

/** Those who neither give nor get recognition may read the box. */
export function recognisersAlone({ context }: Entering) {
  if (!holds(context.session, "supervisor", "evaluator", "agent")) throw redirect({ to: "/feedback/box", replace: true });
}

/** Whoever may not read the box is led to what they may. */
export function boxReadersAlone({ context }: Entering) {
  if (!holds(context.session, "admin", "supervisor", "agent")) throw redirect({ to: holds(context.session, "evaluator") ? "/feedback" : "/", replace: true });
}

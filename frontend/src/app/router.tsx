import { createRouter } from "@tanstack/react-router";
import { onSignedOut } from "@/api/client";
import { sessionQuery } from "@/api/session";
import { cache } from "./cache";
import { Lost } from "./Lost";
import { tree } from "./routes";

export const router = createRouter({
  routeTree: tree,
  context: { cache },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultNotFoundComponent: Lost,
  scrollRestoration: true,
});

function toSignIn(search: { to?: string }) {
  sessionStorage.clear();
  cache.clear();
  cache.setQueryData(["session"], null);
  void router.navigate({ to: "/sign-in", search });
}

/** The person has left: whoever comes next starts at their own first page. */
export const leave = () => toSignIn({});

/** The session is over without the person having ended it: signing in leads back here. */
export function turnedOut() {
  if (router.latestLocation.pathname === "/sign-in") return;
  const to = router.latestLocation.href;
  toSignIn(to.length > 1 ? { to } : {});
}

/** The rights have changed: the session is read again, and with it whether this page is still theirs. */
export async function readRights() {
  await cache.fetchQuery({ ...sessionQuery, staleTime: 0 });
  await router.invalidate();
  cache.removeQueries({ type: "inactive", predicate: ({ queryKey }) => queryKey[0] !== "session" && queryKey[0] !== "about" });
  await cache.invalidateQueries();
}

onSignedOut(turnedOut);

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
  /** What somebody looks for stays with the page in the history, never in its address: it can name a person. */
  interface HistoryState {
    words?: string;
  }
}

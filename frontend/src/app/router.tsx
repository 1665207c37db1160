import { createRouter } from "@tanstack/react-router";
import { onSignedOut } from "@/api/client";
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

export function leave() {
  if (router.state.location.pathname === "/sign-in") return;
  const to = router.state.location.href;
  cache.clear();
  cache.setQueryData(["session"], null);
  void router.navigate({ to: "/sign-in", search: to.length > 1 ? { to } : {} });
}

onSignedOut(leave);

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

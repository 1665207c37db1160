import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { aboutQuery, sessionQuery } from "@/api/session";
import { Broken } from "./Broken";
import { home, isClosed } from "./places";
import { text } from "./search";

export const root = createRootRouteWithContext<{ cache: QueryClient }>()({ component: Outlet, errorComponent: Broken });

export const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { to?: string } => ({ to: text(search.to) }),
  beforeLoad: async ({ context }) => {
    const about = await context.cache.ensureQueryData(aboutQuery);
    if (about.setup_needed) throw redirect({ to: "/setup" });
  },
  component: lazyRouteComponent(() => import("./pages/SignInPage"), "SignInPage"),
});

export const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  beforeLoad: async ({ context }) => {
    const about = await context.cache.ensureQueryData(aboutQuery);
    if (!about.setup_needed) throw redirect({ to: "/sign-in" });
  },
  component: lazyRouteComponent(() => import("./pages/SetupPage"), "SetupPage"),
});

export const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: async ({ context, location }) => {
    const [session] = await Promise.all([context.cache.ensureQueryData(sessionQuery), context.cache.prefetchQuery(aboutQuery)]);
    if (session && isClosed(session.roles, location.pathname)) throw redirect({ to: home(session.roles), replace: true });
    if (session) return { session };
    const to = location.href === "/" ? undefined : location.href;
    throw redirect({ to: "/sign-in", search: { to } });
  },
  component: lazyRouteComponent(() => import("./shell/Shell"), "Shell"),
});

export const index = createRoute({
  getParentRoute: () => inside,
  path: "/",
  beforeLoad: ({ context }) => {
    throw redirect({ to: home(context.session.roles) });
  },
});

import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { holds } from "@/api/session";
import { inside } from "./frame";
import { filters } from "./search";

const disputeFigures = createRoute({
  getParentRoute: () => inside,
  path: "/disputes/figures",
  validateSearch: (search): { from?: string; to?: string } => filters(search, ["from", "to"]),
  component: lazyRouteComponent(() => import("./pages/DisputeFiguresPage"), "DisputeFiguresPage"),
});

const figureFilters = (search: Record<string, unknown>): { team?: string; version?: string; dimension?: string; weeks?: string } => filters(search, ["team", "version", "dimension", "weeks"]);

const standings = createRoute({
  getParentRoute: () => inside,
  path: "/standings",
  validateSearch: figureFilters,
  component: lazyRouteComponent(() => import("./pages/StandingsPage"), "StandingsPage"),
});

const agentFigures = createRoute({
  getParentRoute: () => inside,
  path: "/standings/$agent",
  validateSearch: (search): ReturnType<typeof figureFilters> & { beside?: string } => ({ ...figureFilters(search), ...filters(search, ["beside"]) }),
  component: lazyRouteComponent(() => import("./pages/AgentFiguresPage"), "AgentFiguresPage"),
});

const strictness = createRoute({
  getParentRoute: () => inside,
  path: "/strictness",
  validateSearch: figureFilters,
  component: lazyRouteComponent(() => import("./pages/StrictnessPage"), "StrictnessPage"),
});

const effects = createRoute({
  getParentRoute: () => inside,
  path: "/effects",
  validateSearch: (search): { kind?: string; weeks?: string; team?: string; on?: string } => filters(search, ["kind", "weeks", "team", "on"]),
  component: lazyRouteComponent(() => import("./pages/EffectsPage"), "EffectsPage"),
});

const agreement = createRoute({
  getParentRoute: () => inside,
  path: "/strictness/agreement",
  validateSearch: figureFilters,
  beforeLoad: ({ context }) => {
    if (!holds(context.session, "analyst")) throw redirect({ to: "/strictness", replace: true });
  },
  component: lazyRouteComponent(() => import("./pages/AgreementPage"), "AgreementPage"),
});

const report = createRoute({
  getParentRoute: () => inside,
  path: "/reports/$id",
  component: lazyRouteComponent(() => import("./pages/ReportPage"), "ReportPage"),
});

export const figureRoutes = [disputeFigures, standings, agentFigures, strictness, agreement, effects, report] as const;

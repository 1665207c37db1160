import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "./frame";
import { filters } from "./search";

const plans = createRoute({
  getParentRoute: () => inside,
  path: "/plans",
  component: lazyRouteComponent(() => import("./pages/PlansPage"), "PlansPage"),
});

const planWrite = createRoute({
  getParentRoute: () => inside,
  path: "/plans/new",
  validateSearch: (search): { change?: string } => filters(search, ["change"]),
  component: lazyRouteComponent(() => import("./pages/PlanWritePage"), "PlanWritePage"),
});

const plan = createRoute({
  getParentRoute: () => inside,
  path: "/plans/$id",
  validateSearch: (search): { from?: string; to?: string } => filters(search, ["from", "to"]),
  component: lazyRouteComponent(() => import("./pages/PlanPage"), "PlanPage"),
});

export const planPages = [plans, planWrite, plan] as const;

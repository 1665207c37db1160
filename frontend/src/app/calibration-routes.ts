import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { holds } from "@/api/session";
import { inside } from "./frame";
import { filters } from "./search";

const calibrations = createRoute({
  getParentRoute: () => inside,
  path: "/calibrations",
  validateSearch: (search): { scorecard?: string; evaluator?: string } => filters(search, ["scorecard", "evaluator"]),
  component: lazyRouteComponent(() => import("./pages/CalibrationsPage"), "CalibrationsPage"),
});

const begin = createRoute({
  getParentRoute: () => inside,
  path: "/calibrations/new",
  beforeLoad: ({ context }) => {
    if (!holds(context.session, "analyst")) throw redirect({ to: "/calibrations", replace: true });
  },
  component: lazyRouteComponent(() => import("./pages/CalibrationBeginPage"), "CalibrationBeginPage"),
});

const calibration = createRoute({
  getParentRoute: () => inside,
  path: "/calibrations/$id",
  component: lazyRouteComponent(() => import("./pages/CalibrationPage"), "CalibrationPage"),
});

export const calibrationPages = [calibrations, begin, calibration] as const;

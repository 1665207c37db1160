import { wallNames, type Wall } from "@/features/interactions/wall";
import { filterNames, type EvaluationFilters } from "@/features/evaluations/filters";
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { figureRoutes } from "./figure-routes";
import { index, inside, root, setup, signIn } from "./frame";
import { boxReadersAlone, recognisersAlone, writersAlone } from "./guards";
import { Lost } from "./Lost";
import { calibrationPages } from "./calibration-routes";
import { planPages } from "./plan-routes";
import { filters } from "./search";
import { keptWatches } from "./kept";

const live = createRoute({
  getParentRoute: () => inside,
  path: "/live",
  validateSearch: (search): { watch?: string } & Wall => filters(search, ["watch", ...wallNames]),
  beforeLoad: ({ search }) => {
    const watch = keptWatches();
    if (!search.watch && watch) throw redirect({ to: "/live", search: { ...search, watch }, replace: true });
  },
  component: lazyRouteComponent(() => import("./pages/LivePage"), "LivePage"),
});

const queue = createRoute({
  getParentRoute: () => inside,
  path: "/queue",
  component: lazyRouteComponent(() => import("./pages/QueuePage"), "QueuePage"),
});

const evaluators = createRoute({
  getParentRoute: () => inside,
  path: "/evaluators",
  component: lazyRouteComponent(() => import("./pages/EvaluatorsPage"), "EvaluatorsPage"),
});

const newScore = createRoute({
  getParentRoute: () => inside,
  path: "/score/new",
  validateSearch: (search): { interaction?: string; scorecard?: string; offer?: string } => filters(search, ["interaction", "scorecard", "offer"]),
  component: lazyRouteComponent(() => import("./pages/NewScorePage"), "NewScorePage"),
});

const score = createRoute({
  getParentRoute: () => inside,
  path: "/score/$id",
  component: lazyRouteComponent(() => import("./pages/ScorePage"), "ScorePage"),
});

const evaluations = createRoute({
  getParentRoute: () => inside,
  path: "/evaluations",
  validateSearch: (search): EvaluationFilters => filters(search, [...filterNames]),
  component: lazyRouteComponent(() => import("./pages/EvaluationsPage"), "EvaluationsPage"),
});

const evaluation = createRoute({
  getParentRoute: () => inside,
  path: "/evaluations/$id",
  component: lazyRouteComponent(() => import("./pages/EvaluationPage"), "EvaluationPage"),
});

const beside = createRoute({
  getParentRoute: () => inside,
  path: "/evaluations/$id/beside/$other",
  component: lazyRouteComponent(() => import("./pages/BesidePage"), "BesidePage"),
});

const disputes = createRoute({
  getParentRoute: () => inside,
  path: "/disputes",
  component: lazyRouteComponent(() => import("./pages/DisputesPage"), "DisputesPage"),
});

const dispute = createRoute({
  getParentRoute: () => inside,
  path: "/disputes/$id",
  component: lazyRouteComponent(() => import("./pages/DisputePage"), "DisputePage"),
});

const coaching = createRoute({
  getParentRoute: () => inside,
  path: "/coaching",
  component: lazyRouteComponent(() => import("./pages/CoachingPage"), "CoachingPage"),
});

const coachingSession = createRoute({
  getParentRoute: () => inside,
  path: "/coaching/$id",
  component: lazyRouteComponent(() => import("./pages/CoachingSessionPage"), "CoachingSessionPage"),
});

const recurring = createRoute({
  getParentRoute: () => inside,
  path: "/coaching/recurring",
  component: lazyRouteComponent(() => import("./pages/RecurringPage"), "RecurringPage"),
});

const actions = createRoute({
  getParentRoute: () => inside,
  path: "/coaching/actions",
  validateSearch: (search): { view?: string; agent?: string; owner?: string } => filters(search, ["view", "agent", "owner"]),
  component: lazyRouteComponent(() => import("./pages/ActionsPage"), "ActionsPage"),
});

const rounds = createRoute({
  getParentRoute: () => inside,
  path: "/coaching/rounds",
  component: lazyRouteComponent(() => import("./pages/RoundsPage"), "RoundsPage"),
});

const round = createRoute({
  getParentRoute: () => inside,
  path: "/coaching/rounds/$id",
  component: lazyRouteComponent(() => import("./pages/RoundPage"), "RoundPage"),
});

const answerRound = createRoute({
  getParentRoute: () => inside,
  path: "/rounds/$id",
  component: lazyRouteComponent(() => import("./pages/AnswerRoundPage"), "AnswerRoundPage"),
});

const feedback = createRoute({
  getParentRoute: () => inside,
  path: "/feedback",
  beforeLoad: recognisersAlone,
  component: lazyRouteComponent(() => import("./pages/FeedbackPage"), "FeedbackPage"),
});

const useful = createRoute({
  getParentRoute: () => inside,
  path: "/feedback/useful",
  component: lazyRouteComponent(() => import("./pages/UsefulPage"), "UsefulPage"),
});

const box = createRoute({
  getParentRoute: () => inside,
  path: "/feedback/box",
  beforeLoad: boxReadersAlone,
  component: lazyRouteComponent(() => import("./pages/BoxPage"), "BoxPage"),
});

const work = createRoute({
  getParentRoute: () => inside,
  path: "/work",
  component: lazyRouteComponent(() => import("./pages/WorkPage"), "WorkPage"),
});

const now = createRoute({
  getParentRoute: () => inside,
  path: "/now",
  component: lazyRouteComponent(() => import("./pages/NowPage"), "NowPage"),
});

const interactions = createRoute({
  getParentRoute: () => inside,
  path: "/interactions",
  validateSearch: (search): { status?: string; channel?: string; from?: string; to?: string } => filters(search, ["status", "channel", "from", "to"]),
  component: lazyRouteComponent(() => import("./pages/InteractionsPage"), "InteractionsPage"),
});

const interaction = createRoute({
  getParentRoute: () => inside,
  path: "/interactions/$id",
  component: lazyRouteComponent(() => import("./pages/InteractionPage"), "InteractionPage"),
});

const people = createRoute({
  getParentRoute: () => inside,
  path: "/people",
  validateSearch: (search): { user?: string } => filters(search, ["user"]),
  component: lazyRouteComponent(() => import("./pages/PeoplePage"), "PeoplePage"),
});

const teams = createRoute({
  getParentRoute: () => inside,
  path: "/people/teams",
  component: lazyRouteComponent(() => import("./pages/TeamsPage"), "TeamsPage"),
});

const unmatched = createRoute({
  getParentRoute: () => inside,
  path: "/people/unmatched",
  component: lazyRouteComponent(() => import("./pages/UnmatchedPage"), "UnmatchedPage"),
});

const scorecards = createRoute({
  getParentRoute: () => inside,
  path: "/scorecards",
  validateSearch: (search): { scorecard?: string; version?: string } => filters(search, ["scorecard", "version"]),
  component: lazyRouteComponent(() => import("./pages/ScorecardsPage"), "ScorecardsPage"),
});

const scorecardEdit = createRoute({
  getParentRoute: () => inside,
  path: "/scorecards/$id/edit",
  validateSearch: (search): { at?: string } => filters(search, ["at"]),
  beforeLoad: writersAlone,
  component: lazyRouteComponent(() => import("./pages/ScorecardEditPage"), "ScorecardEditPage"),
});

const scorecardQuality = createRoute({
  getParentRoute: () => inside,
  path: "/scorecards/$id/quality",
  validateSearch: (search): { version?: string } => filters(search, ["version"]),
  beforeLoad: writersAlone,
  component: lazyRouteComponent(() => import("./pages/ScorecardQualityPage"), "ScorecardQualityPage"),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: "/audit",
  validateSearch: (search): { actor?: string; action?: string; from?: string; to?: string } => filters(search, ["actor", "action", "from", "to"]),
  component: lazyRouteComponent(() => import("./pages/AuditPage"), "AuditPage"),
});

const notices = createRoute({
  getParentRoute: () => inside,
  path: "/notices",
  component: lazyRouteComponent(() => import("./pages/NoticesPage"), "NoticesPage"),
});

const modules = createRoute({
  getParentRoute: () => inside,
  path: "/modules",
  validateSearch: (search): { status?: string; assign?: string } => filters(search, ["status", "assign"]),
  component: lazyRouteComponent(() => import("./pages/ModulesPage"), "ModulesPage"),
});

const module = createRoute({
  getParentRoute: () => inside,
  path: "/modules/$id",
  validateSearch: (search): { part?: string } => filters(search, ["part"]),
  component: lazyRouteComponent(() => import("./pages/ModulePage"), "ModulePage"),
});

const modulePreview = createRoute({
  getParentRoute: () => inside,
  path: "/modules/$id/preview",
  component: lazyRouteComponent(() => import("./pages/PreviewPage"), "PreviewPage"),
});

const moduleFigures = createRoute({
  getParentRoute: () => inside,
  path: "/modules/$id/figures",
  component: lazyRouteComponent(() => import("./pages/FiguresPage"), "FiguresPage"),
});

const assignments = createRoute({
  getParentRoute: () => inside,
  path: "/modules/assignments",
  validateSearch: (search): { status?: string; module?: string; agent?: string; overdue?: string } => filters(search, ["status", "module", "agent", "overdue"]),
  component: lazyRouteComponent(() => import("./pages/AssignmentsPage"), "AssignmentsPage"),
});

const assignment = createRoute({
  getParentRoute: () => inside,
  path: "/modules/assignments/$id",
  component: lazyRouteComponent(() => import("./pages/AssignmentPage"), "AssignmentPage"),
});

const assignmentRules = createRoute({
  getParentRoute: () => inside,
  path: "/modules/rules",
  component: lazyRouteComponent(() => import("./pages/RulesPage"), "RulesPage"),
});

const learning = createRoute({
  getParentRoute: () => inside,
  path: "/learning",
  component: lazyRouteComponent(() => import("./pages/LearningPage"), "LearningPage"),
});

const learn = createRoute({
  getParentRoute: () => inside,
  path: "/learning/$id",
  component: lazyRouteComponent(() => import("./pages/LearnPage"), "LearnPage"),
});

const lost = createRoute({ getParentRoute: () => inside, path: "$", component: Lost });

const account = createRoute({
  getParentRoute: () => inside,
  path: "/account",
  component: lazyRouteComponent(() => import("./pages/AccountPage"), "AccountPage"),
});

const pages = [
  index, live, queue, evaluators, ...planPages, ...calibrationPages, newScore, score, evaluations, evaluation, beside, disputes, ...figureRoutes, dispute,
  coaching, coachingSession, rounds, round, answerRound, feedback, useful, box, work, now, interactions, interaction, people, teams, unmatched, scorecards, scorecardEdit, scorecardQuality, audit, notices, modules, module, modulePreview, moduleFigures, assignments, assignment, assignmentRules, learning, learn, recurring, actions, account, lost,
] as const;

export const tree = root.addChildren([signIn, setup, inside.addChildren(pages)]);

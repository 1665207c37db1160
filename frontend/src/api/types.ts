import type { components } from "./schema.gen";

type Schemas = components["schemas"];
type With<T, R> = Omit<T, keyof R> & R;

export const dimensions = ["reliability", "assurance", "tangibility", "empathy", "responsiveness"] as const;
export const channels = ["phone", "chat", "email", "social", "sms", "video", "in_person"] as const;
export const roles = ["admin", "supervisor", "evaluator", "agent", "trainer", "analyst"] as const;

export type Dimension = (typeof dimensions)[number];
export type Channel = (typeof channels)[number];
export type Role = (typeof roles)[number];

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export type DemoAccount = With<Schemas["DemoAccount"], { role: Role }>;
export type About = With<Schemas["About"], { demo_accounts?: DemoAccount[] | null }>;
export type Session = With<Schemas["SessionView"], { roles: Role[] }>;

export type Interaction = With<Schemas["InteractionView"], { channel: Channel }>;
export type Segment = Schemas["SegmentView"];
export type Utterance = Schemas["UtteranceView"];
export type Recording = Schemas["RecordingView"];
export type Evidence = Schemas["Evidence"];
export type Redaction = Schemas["Span"];
export type LiveInteraction = With<Schemas["LiveView"], { channel: Channel }>;
export type Whisper = Schemas["WhisperView"];
export type Bookmark = Schemas["BookmarkView"];
export type Watch = Schemas["WatchView"];
export type Evaluator = Schemas["Evaluator"];
export type Load = Schemas["LoadView"];
export type Absence = Schemas["AbsenceView"];
export type EvaluatorLoad = Schemas["EvaluatorLoad"];
export type Pool = Schemas["PoolView"];
export type ReplacedSample = Schemas["ReplacedSample"];
export type SamplingPlan = Schemas["SamplingPlan"];
export type SamplingTerms = Omit<Schemas["MakeSamplingPlanInBody"], "name" | "scorecard">;
export type SamplingCost = Schemas["PlanCost"];
export type SamplingFigures = Schemas["SamplingFigures"];
export type PlanSample = Schemas["PlanSample"];
export type AgentPeriod = Schemas["AgentPeriod"];
export type Offer = With<Schemas["Offer"], { channel: Channel }>;

export type ScorecardSummary = Schemas["ScorecardSummary"];
export type QuestionOption = Schemas["Option"];
export type Question = With<Schemas["Question"], { options: QuestionOption[] }>;
export type ScorecardDimension = With<Schemas["Dimension"], { key: Dimension; questions: Question[] }>;
export type Scorecard = With<Schemas["ScorecardView"], { dimensions: ScorecardDimension[]; grades: Schemas["Grade"][] }>;

export type ScorecardDefinition = With<Schemas["Definition"], { dimensions: ScorecardDimension[]; grades: Schemas["Grade"][] }>;
export type ScorecardDraftSummary = Schemas["ScorecardDraftSummary"];
export type ScorecardDraft = With<Schemas["ScorecardDraft"], { definition: ScorecardDefinition }>;
export type ScorecardVersion = Schemas["ScorecardVersionView"];
export type ScorecardTemplate = Schemas["TemplateView"];
export type ScorecardQuality = Schemas["QualityView"];
export type QuestionQuality = With<Schemas["QuestionQualityView"], { dimension: Dimension; ceiling: Schemas["ShareView"] | null; na_share: Schemas["ShareView"] | null }>;

export type Answer = Schemas["AnswerView"];
export type AnswerInput = Schemas["Item"];
export type EvaluationSummary = With<Schemas["EvaluationSummary"], { channel: Channel }>;
export type DisputeFigures = Schemas["DisputeFigures"];
export type Evaluation = EvaluationSummary & Pick<Schemas["EvaluationView"], "answers" | "disputes" | "may" | "disputable_until" | "strengths" | "improvements" | "active_ms" | "open_double">;
export type OtherEvaluation = Schemas["OtherView"];
export type EvaluationStatus = EvaluationSummary["status"];
export type Dispute = Schemas["DisputeView"];
export type HistoryEntry = Schemas["HistoryView"];
export type Standing = Schemas["StandingView"];
export type Trend = With<Schemas["TrendView"], { points: TrendPoint[] }>;
export type TrendPoint = With<Schemas["PointView"], { key: StandingLine["key"] }>;
type Figure = With<Schemas["FigureView"], { own: Schemas["EstimateView"] | null; rest: Schemas["EstimateView"] | null; fair: Schemas["FairView"] | null }>;
type Asked = { dimension: StandingLine["key"]; version: Schemas["EditionView"] | null };
export type TeamStanding = With<Schemas["StandingRow"], { figures: Figure[] }>;
export type Standings = With<Schemas["StandingsView"], Asked & { agents: TeamStanding[]; fit: Schemas["FitView"] | null }>;
export type AgentFigures = With<Schemas["AgentFiguresView"], Asked & { figures: Figure[] }>;
type Side = Schemas["EstimateView"] | null;
export type Beside = With<Schemas["PairView"], Asked & { figures: With<Schemas["BetweenView"], { one: Side; other: Side; apart: Schemas["ContrastView"] | null }>[] }>;
export type TeamTrend = With<Schemas["TeamTrendView"], Asked>;
export type EvaluatorFigures = With<Schemas["EvaluatorsView"], Asked>;
export type Agreement = With<Schemas["AgreementView"], Asked>;
type Contrast = Schemas["ContrastView"] | null;
type GroupMeans = Schemas["MeansView"] | null;
export type Effect = With<Schemas["EffectView"], { effect: Contrast; did: Contrast; with: GroupMeans; without: GroupMeans }>;
export type Effects = With<Schemas["EffectsView"], { items: Effect[] }>;
export type SingleEffect = With<Schemas["SingleEffectView"], { on: Dimension | "overall"; effect: Contrast; without: GroupMeans }>;
export type CalibrationSummary = Schemas["CalibrationView"];
export type Calibration = Schemas["WholeCalibration"];
export type CalibratedItem = Schemas["CalibratedItem"];
export type Gains = Schemas["GainsView"];
export type Agreed = Agreement["questions"][number];
export type FigureChoices = Schemas["ChoicesView"];
export type Strictness = EvaluatorFigures["evaluators"][number];
export type StandingLine = Standing["dimensions"][number];

export type User = With<Schemas["UserView"], { roles: Role[] }>;
export type Team = Schemas["TeamView"];
export type AuditEntry = Schemas["AuditView"];
export type Unmatched = Schemas["UnmatchedView"];

export type Notice = Schemas["NoticeView"];
export type ReportSchedule = Schemas["ScheduleView"];
export type NoticeSettings = Schemas["NoticeSettings"];
export type NoticeSettingsView = Schemas["NoticeSettingsView"];

export type CoachingSession = With<Schemas["CoachingSession"], { agenda: AgendaItem[]; actions: CoachingAction[] }>;
export type CoachingSessionSummary = Schemas["CoachingSessionSummary"];
export type AgendaItem = With<Schemas["AgendaView"], { dimension?: Dimension }>;
export type CoachingAction = Schemas["CoachingAction"];
export type CoachedAgent = Schemas["CoacheeView"];
export type Suggestion = With<Schemas["SuggestionView"], { dimension: Dimension }>;

export const partKinds = ["lesson", "excerpt", "quiz", "role_play", "workshop", "task"] as const;
export const questionKinds = ["single", "multiple", "order", "text", "score"] as const;

export type QuizOption = With<Schemas["QuizOption"], { id: string }>;
export type QuizQuestion = With<Schemas["QuizQuestion"], { id: string; options?: QuizOption[] }>;
export type Quiz = With<Schemas["Quiz"], { questions: QuizQuestion[] }>;
export type ExcerptLine = Schemas["ExcerptLine"];
export type Moment = Schemas["Moment"];
export type ModulePart = With<Schemas["ModulePart"], { id: string; quiz?: Quiz }>;
export type TrainingModuleSummary = Schemas["TrainingModuleSummary"];
export type TrainingModule = With<Schemas["TrainingModule"], { parts: ModulePart[] }>;
export type ReadyModule = Schemas["ReadyView"];
export type Medium = Schemas["TrainingMedium"];
export type ModuleAssignment = Schemas["ModuleAssignment"];
export type LearningAssignment = With<Schemas["LearningAssignment"], { content: ModulePart[] }>;
export type PartProgress = Schemas["ProgressView"];
export type Attempt = Schemas["TrainingAttempt"];
export type Given = Schemas["Given"];
export type TrainingDesk = Schemas["TrainingDesk"];
export type ModuleFigures = Schemas["ModuleFigures"];
export type AssignmentRule = Schemas["AssignmentRule"];
export type CoachingRequest = Schemas["CoachingRequest"];
export type Feedback = Schemas["FeedbackView"];
export type Recognition = Schemas["RecognitionWhole"];
export type Boxed = Schemas["SuggestionWhole"];
export type Followed = Schemas["FollowedView"];
export type Reply = Schemas["ReplyView"];
export type RoundSummary = Schemas["RoundSummary"];
export type Round = Schemas["RoundWhole"];
export type RoundReport = Schemas["RoundReport"];
export type AskedRound = Schemas["AskedRound"];
export type RoundAnswers = Schemas["RoundAnswersInBody"];
export type Person = Schemas["PersonName"];
export type CoachingPlan = Schemas["CoachingPlan"];

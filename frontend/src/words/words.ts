import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import coaching from "./en/coaching.json";
import common from "./en/common.json";
import comparing from "./en/comparing.json";
import figures from "./en/figures.json";
import feedback from "./en/feedback.json";
import evaluations from "./en/evaluations.json";
import live from "./en/live.json";
import notices from "./en/notices.json";
import queue from "./en/queue.json";
import calibration from "./en/calibration.json";
import plans from "./en/plans.json";
import people from "./en/people.json";
import recordings from "./en/recordings.json";
import scorecards from "./en/scorecards.json";
import training from "./en/training.json";
import methods from "./en/methods.json";
import rounds from "./en/rounds.json";
import talk from "./en/talk.json";

export const english = { ...common, ...coaching, ...live, ...evaluations, ...notices, ...people, ...training, ...methods, ...feedback, ...rounds, ...scorecards, ...comparing, ...queue, ...figures, ...plans, ...calibration, ...talk, ...recordings };

void i18next.use(initReactI18next).init({
  lng: "en",
  resources: { en: { translation: english } },
  interpolation: { escapeValue: false },
  returnNull: false,
});

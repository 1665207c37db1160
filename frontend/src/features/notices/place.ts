import type { Notice, Role } from "@/api/types";

/** Where what a notice tells of is read; of actions there is a list, which lies elsewhere for whose they are than for who leads them. */
export function placeOf({ subject, subject_id }: Pick<Notice, "subject" | "subject_id">, roles: Role[]): string {
  switch (subject) {
    case "evaluation":
      return `/evaluations/${subject_id}`;
    case "draft":
      return `/score/${subject_id}`;
    case "calibration":
      return `/calibrations/${subject_id}`;
    case "dispute":
      return `/disputes/${subject_id}`;
    case "sample":
      return "/queue";
    case "coaching_session":
      return `/coaching/${subject_id}`;
    case "action":
      return roles.includes("agent") ? "/work" : "/coaching";
    case "coaching_request":
      return "/coaching";
    case "own_coaching_request":
    case "recognition":
      return "/work";
    case "round":
      return `/rounds/${subject_id}`;
    case "round_report":
      return `/coaching/rounds/${subject_id}`;
    case "assignment":
      return `/learning/${subject_id}`;
    case "assignment_to_mark":
      return `/modules/assignments/${subject_id}`;
    case "report":
      return `/reports/${subject_id}`;
    case "report_empty":
    case "report_ended":
      return "/account";
  }
}

import type { TFunction } from "i18next";
import type { Channel, SamplingPlan } from "@/api/types";

/** What a plan draws, in words. */
export function says(plan: SamplingPlan, t: TFunction): string[] {
  const { scope, triggers } = plan;
  const all = [
    ...scope.team_names.map(({ name }) => name),
    ...(scope.channels ?? []).map((one) => t(`channel.${one as Channel}`)),
    ...(scope.kinds ?? []).map((one) => t(`kind.${one}`)),
    ...(scope.queues ?? []),
    ...(scope.languages ?? []),
  ];
  const set = [triggers.tones?.length, triggers.words?.length, triggers.silence_seconds, triggers.hold_seconds, triggers.transfers !== undefined, triggers.repeat_days, triggers.high_value].filter(Boolean).length;
  return [
    plan.quota != null ? t("plans.says_quota", { quota: plan.quota }) : t("plans.says_rate", { rate: Number((100 * (plan.rate ?? 0)).toPrecision(3)) }),
    all.join(", ") || t("plans.says_everything"),
    t(`plans.purpose_${plan.purpose}`),
    plan.scorecard_name,
    ...(plan.double_share > 0 ? [t("plans.says_doubles", { share: Math.round(1000 * plan.double_share) / 10 })] : []),
    ...(set ? [t("plans.says_triggers", { count: set })] : []),
    ...(plan.starts_on ? [t("plans.from", { day: plan.starts_on })] : []),
    ...(plan.ends_on ? [t("plans.until", { day: plan.ends_on })] : []),
  ];
}

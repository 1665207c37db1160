import { useTranslation } from "react-i18next";
import type { ModulePart } from "@/api/types";
import { Written } from "@/parts/Said";
import { dayAndHour } from "@/parts/time";
import classes from "./learn.module.css";

function Told({ label, text }: { label: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <div>
      <h3 className={classes.label}>{label}</h3>
      <p className={classes.words}>
        <Written text={text} />
      </p>
    </div>
  );
}

export function RolePlayView({ of }: { of: NonNullable<ModulePart["role_play"]> }) {
  const { t } = useTranslation();
  return (
    <div className={classes.told}>
      <p className={classes.quiet}>{t("learning.role_play_means", { pass: of.pass })}</p>
      <Told label={t("learning.scenario")} text={of.scenario} />
      <Told label={t("learning.briefing")} text={of.agent_briefing} />
      <Told label={t("learning.marker_briefing")} text={of.marker_briefing} />
    </div>
  );
}

export function WorkshopView({ of }: { of: NonNullable<ModulePart["workshop"]> }) {
  const { t } = useTranslation();
  return (
    <dl className={classes.facts}>
      <dt>{t("learning.when")}</dt>
      <dd>{dayAndHour(of.starts_at)}</dd>
      <dt>{t("learning.lasts")}</dt>
      <dd>{t("training.minutes", { count: of.minutes })}</dd>
      <dt>{t("learning.place")}</dt>
      <dd>
        <Written text={of.place} />
      </dd>
      <dt>{t("learning.capacity")}</dt>
      <dd>{of.capacity}</dd>
    </dl>
  );
}

export function TaskView({ of }: { of: NonNullable<ModulePart["task"]> }) {
  const { t } = useTranslation();
  return (
    <div className={classes.told}>
      <p className={classes.words}>
        <Written text={of.text} />
      </p>
      <p className={classes.quiet}>{t("learning.task_means")}</p>
    </div>
  );
}

import { Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { chime, useAlertChoice } from "@/parts/alerts";
import classes from "./interactions.module.css";

/** Sound and desktop notes for offers and calls for help; the browser is asked only when somebody wants the latter. */
export function AlertSwitch() {
  const { t } = useTranslation();
  const [alerts, keep] = useAlertChoice();
  const [refused, setRefused] = useState(false);
  const desktop = async (on: boolean) => {
    const allowed = !on || ("Notification" in window && (await Notification.requestPermission()) === "granted");
    setRefused(!allowed);
    keep({ ...alerts, desktop: on && allowed });
  };
  return (
    <div className={classes.views} role="group" aria-label={t("wall.alerts")}>
      <Switch
        size="sm"
        label={t("wall.sound")}
        checked={alerts.sound}
        onChange={(e) => {
          if (e.currentTarget.checked) chime();
          keep({ ...alerts, sound: e.currentTarget.checked });
        }}
      />
      <Switch size="sm" label={t("wall.desktop")} checked={alerts.desktop} onChange={(e) => void desktop(e.currentTarget.checked)} />
      {refused && <span role="alert">{t("wall.desktop_refused")}</span>}
    </div>
  );
}

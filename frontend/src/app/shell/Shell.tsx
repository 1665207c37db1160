import { Outlet } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { LiveContext, useReady } from "@/live/hooks";
import { Live } from "@/live/live";
import { cache } from "../cache";
import { readRights, router, turnedOut } from "../router";
import { Arrivals } from "./Arrivals";
import { DemoBanner } from "./DemoBanner";
import { Keys } from "./Keys";
import { Palette } from "./Palette";
import { Rail } from "./Rail";
import { Whispers } from "./Whispers";
import classes from "./shell.module.css";

const focusMain = () => document.getElementById("main")?.focus({ preventScroll: true });

export function Shell() {
  const { t } = useTranslation();
  const live = useMemo(() => new Live(cache, { signedOut: turnedOut, noRights: () => void readRights() }), []);
  useEffect(() => live.open(), [live]);
  const ready = useReady(live);
  useEffect(() => router.subscribe("onResolved", ({ pathChanged }) => pathChanged && focusMain()), []);
  return (
    <LiveContext.Provider value={live}>
      <a className="skip-link" href="#main">
        {t("shell.skip")}
      </a>
      <div className={classes.shell}>
        <DemoBanner />
        <Rail />
        <main id="main" tabIndex={-1} className={classes.main}>
          <Whispers />
          {ready && <Outlet />}
        </main>
      </div>
      <Arrivals />
      <Palette />
      <Keys />
    </LiveContext.Provider>
  );
}

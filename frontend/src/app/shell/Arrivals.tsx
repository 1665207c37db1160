import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMessages } from "@/live/hooks";
import type { ServerMessage } from "@/live/protocol";
import { chime, noteOnDesktop, useAlertChoice } from "@/parts/alerts";
import classes from "./shell.module.css";

/** What arrives for the person whatever page they are on: offers, and who is watching. */
export function Arrivals() {
  const { t } = useTranslation();
  const [watchers, setWatchers] = useState<Record<string, string[]>>({});
  const [said, setSaid] = useState("");
  const [alerts] = useAlertChoice();
  const { sound, desktop } = alerts;

  const listen = useCallback(
    (message: ServerMessage) => {
      if (message.type === "watched") setWatchers((known) => ({ ...known, [message.interaction]: message.watchers ?? [] }));
      if (message.type === "ended") setWatchers(({ [message.interaction]: _over, ...rest }) => rest);
      if (message.type === "offer") setSaid(t("offers.arrived", { name: message.agent_name ?? "" }));
      if (message.type !== "offer" && message.type !== "help") return;
      if (sound) chime();
      if (desktop) noteOnDesktop(message.type === "help" ? t("help.note") : t("offers.one_arrived"), t("wall.desktop_note"));
    },
    [t, sound, desktop],
  );
  useMessages(listen);

  const names = [...new Set(Object.values(watchers).flat())];
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {names.length > 0 && (
        <p className={classes.watchers} role="status">
          {t("watches.now", { names: names.join(", "), count: names.length })}
        </p>
      )}
    </>
  );
}

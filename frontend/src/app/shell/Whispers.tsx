import { CloseButton } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useMessages } from "@/live/hooks";
import type { ServerMessage } from "@/live/protocol";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import { useSession } from "../session";
import classes from "./shell.module.css";

type Whisper = Extract<ServerMessage, { type: "whisper" }>;

const most = 20;

/** What was whispered to the person, on every page, until they dismiss it. */
export function Whispers() {
  const { t } = useTranslation();
  const { user } = useSession();
  const [list, setList] = useSessionStorage<Whisper[]>({ key: `rater-whispers-${user.id}`, defaultValue: [] });
  const listen = useCallback(
    (message: ServerMessage) => {
      if (message.type === "whisper" && message.from !== user.id) setList((known) => [...known, message].slice(-most));
    },
    [setList, user.id],
  );
  useMessages(listen);
  return (
    <ul className={classes.whispers} aria-label={t("whisper.title")} aria-live="polite">
      {list.map((whisper) => (
        <li key={`${whisper.interaction}-${whisper.at}`}>
          <div>
            <Link to="/interactions/$id" params={{ id: whisper.interaction }}>
              {t("whisper.from", { name: whisper.from_name })}
            </Link>{" "}
            <Time at={whisper.at} />
            <p>
              <Written text={whisper.text} />
            </p>
          </div>
          <CloseButton aria-label={t("whisper.dismiss", { name: whisper.from_name })} onClick={() => setList((known) => known.filter((one) => one.at !== whisper.at))} />
        </li>
      ))}
    </ul>
  );
}

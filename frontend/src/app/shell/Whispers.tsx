import { CloseButton } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useMessages } from "@/live/hooks";
import type { ServerMessage } from "@/live/protocol";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import { keptWatches } from "../kept";
import { router } from "../router";
import { useSession } from "../session";
import classes from "./shell.module.css";

type Whisper = Extract<ServerMessage, { type: "whisper" | "reply" | "help" }>;

const most = 20;
const onPages = ["/live", "/now"];

/** Calls for help and whispers are for everybody whom they reach; a reply for who watches that interaction. What a page shows itself is not told twice. */
function concerns(message: ServerMessage): message is Whisper {
  if (message.type !== "whisper" && message.type !== "reply" && message.type !== "help") return false;
  const shown = onPages.includes(router.state.location.pathname);
  if (message.type === "help") return true;
  return !shown && (message.type === "whisper" || keptWatches().includes(message.interaction));
}

/** What was whispered to the person, or what an agent of theirs says, on every page, until they dismiss it. */
export function Whispers() {
  const { t } = useTranslation();
  const { user } = useSession();
  const [list, setList] = useSessionStorage<Whisper[]>({ key: `rater-whispers-${user.id}`, defaultValue: [] });
  const listen = useCallback(
    (message: ServerMessage) => {
      if (concerns(message) && message.from !== user.id) setList((known) => [...known, message].slice(-most));
    },
    [setList, user.id],
  );
  useMessages(listen);
  return (
    <ul className={classes.whispers} aria-label={t("whisper.title")} aria-live="polite">
      {list.map((whisper) => (
        <li key={whisper.id} data-kind={whisper.type}>
          <div>
            <Link to="/interactions/$id" params={{ id: whisper.interaction }}>
              {t(`talk.${whisper.type}`, { name: whisper.from_name })}
            </Link>{" "}
            <Time at={whisper.at} />
            {whisper.text && (
              <p>
                <Written text={whisper.text} />
              </p>
            )}
          </div>
          <CloseButton aria-label={t("whisper.dismiss", { name: whisper.from_name })} onClick={() => setList((known) => known.filter((one) => one.id !== whisper.id))} />
        </li>
      ))}
    </ul>
  );
}

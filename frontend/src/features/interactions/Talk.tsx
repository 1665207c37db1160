import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { whispersQuery } from "@/api/live";
import type { Whisper } from "@/api/types";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import classes from "./talk.module.css";

/** What was whispered, answered and asked beside an interaction, the first first; the customer saw none of it. */
export function Talk({ list, label, me }: { list: Whisper[]; label: string; me: string }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.talk} aria-label={label}>
      {list.map((one) => (
        <li key={one.id} data-kind={one.kind} data-mine={one.from === me || undefined}>
          <p className={classes.who}>
            <strong>{t(`talk.${one.kind}`, { name: one.from_name })}</strong> <Time at={one.at} />
          </p>
          {one.text && (
            <p>
              <Written text={one.text} />
            </p>
          )}
          {one.kind === "help" && <p className={classes.quiet}>{one.taken_by ? t("help.taken", { name: one.taken_by_name }) : t("help.open")}</p>}
        </li>
      ))}
    </ol>
  );
}

/** The talk of an interaction, and nothing while there is none. */
export function useTalk(interaction: string, enabled = true) {
  return useQuery({ ...whispersQuery(interaction), enabled });
}

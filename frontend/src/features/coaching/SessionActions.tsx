import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cancelSession, declineSession, invitationOf, signSession } from "@/api/coaching";
import { isFault } from "@/api/fault";
import type { CoachingSession } from "@/api/types";
import { AskReason } from "@/parts/AskReason";
import { useNow } from "@/parts/now";
import { MoveDialog } from "./MoveDialog";
import { SignDialog } from "./SignDialog";
import classes from "./coaching.module.css";

interface Props {
  session: CoachingSession;
  mine: boolean; // as the coach
  /** The session as it is once its notes are saved. */
  current: () => Promise<CoachingSession>;
  onChanged: (session: CoachingSession) => void;
  onStale: () => void;
}

/** What can be done with a session: sign, move, cancel, put into a calendar. */
export function SessionActions({ session, mine, current, onChanged, onStale }: Props) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<"move" | "cancel" | "sign" | "decline" | null>(null);
  const begun = Date.parse(session.starts_at) <= useNow();
  const done = (next: CoachingSession) => {
    setAsked(null);
    onChanged(next);
  };
  const onError = (fault: unknown) => isFault(fault, 412) && onStale();
  const signing = useMutation({ mutationFn: async () => signSession(await current()), onSuccess: done, onError });
  const cancelling = useMutation({ mutationFn: async (reason: string) => cancelSession(await current(), reason), onSuccess: done, onError });
  const declining = useMutation({ mutationFn: async (reason: string) => declineSession(await current(), reason), onSuccess: done, onError });
  const close = () => {
    setAsked(null);
    signing.reset();
    cancelling.reset();
    declining.reset();
  };
  return (
    <>
      <Button variant="subtle" component="a" href={invitationOf(session.id)} download>
        {t("coaching.invitation")}
      </Button>
      <Button variant="subtle" onClick={() => window.print()}>
        {t("methods.print")}
      </Button>
      {session.may.change && (
        <Button variant="default" onClick={() => setAsked("move")}>
          {t("coaching.move")}
        </Button>
      )}
      {session.may.cancel && (
        <Button variant="default" onClick={() => setAsked("cancel")}>
          {t("coaching.cancel")}
        </Button>
      )}
      {session.may.decline && (
        <Button variant="default" onClick={() => setAsked("decline")}>
          {t("peer.decline")}
        </Button>
      )}
      {session.may.sign && (
        <Button disabled={!begun} aria-describedby={begun ? undefined : "sign-later"} onClick={() => setAsked("sign")}>
          {t(mine ? "coaching.sign_coach" : "coaching.sign_agent")}
        </Button>
      )}
      {session.may.sign && !begun && (
        <p id="sign-later" className={classes.later}>
          {t("coaching.sign_later")}
        </p>
      )}
      {asked === "sign" && <SignDialog session={session} mine={mine} pending={signing.isPending} error={signing.error} onClose={close} onSign={() => signing.mutate()} />}
      {asked === "move" && <MoveDialog session={session} current={current} onClose={close} onMoved={done} />}
      {asked === "decline" && (
        <AskReason
          title={t("peer.decline_title")}
          text={t("peer.decline_text")}
          label={t("peer.decline_why")}
          confirm={t("peer.decline")}
          pending={declining.isPending}
          error={declining.error}
          onClose={close}
          onConfirm={(reason) => declining.mutate(reason)}
        />
      )}
      {asked === "cancel" && (
        <AskReason
          title={t("coaching.cancel_title")}
          text={t("coaching.cancel_text", { name: session.agent_name })}
          label={t("coaching.why")}
          confirm={t("coaching.cancel_confirm")}
          required
          pending={cancelling.isPending}
          error={cancelling.error}
          onClose={close}
          onConfirm={(reason) => cancelling.mutate(reason)}
        />
      )}
    </>
  );
}

import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cancelSession, declineSession, invitationOf, signSession } from "@/api/coaching";
import { isFault } from "@/api/fault";
import type { CoachingSession } from "@/api/types";
import { AskReason } from "@/parts/AskReason";
import { FaultLine } from "@/parts/States";
import { MoveDialog } from "./MoveDialog";

interface Props {
  session: CoachingSession;
  mine: boolean; // as the coach
  onChanged: (session: CoachingSession) => void;
  onStale: () => void;
}

/** What can be done with a session: sign, move, cancel, put into a calendar. */
export function SessionActions({ session, mine, onChanged, onStale }: Props) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<"move" | "cancel" | "decline" | null>(null);
  const done = (next: CoachingSession) => {
    setAsked(null);
    onChanged(next);
  };
  const onError = (fault: unknown) => isFault(fault, 412) && onStale();
  const signing = useMutation({ mutationFn: () => signSession(session), onSuccess: done, onError });
  const cancelling = useMutation({ mutationFn: (reason: string) => cancelSession(session, reason), onSuccess: done, onError });
  const declining = useMutation({ mutationFn: (reason: string) => declineSession(session, reason), onSuccess: done, onError });
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
        <Button loading={signing.isPending} onClick={() => signing.mutate()}>
          {t(mine ? "coaching.sign_coach" : "coaching.sign_agent")}
        </Button>
      )}
      <FaultLine error={signing.error} />
      {asked === "move" && <MoveDialog session={session} onClose={() => setAsked(null)} onMoved={done} />}
      {asked === "decline" && (
        <AskReason
          title={t("peer.decline_title")}
          text={t("peer.decline_text")}
          label={t("peer.decline_why")}
          confirm={t("peer.decline")}
          pending={declining.isPending}
          error={declining.error}
          onClose={() => setAsked(null)}
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
          onClose={() => setAsked(null)}
          onConfirm={(reason) => cancelling.mutate(reason)}
        />
      )}
    </>
  );
}

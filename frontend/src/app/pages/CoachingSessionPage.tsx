import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { coachingSessionQuery } from "@/api/coaching";
import { Fault } from "@/api/fault";
import type { CoachingAction, CoachingSession } from "@/api/types";
import { ActionForm } from "@/features/coaching/ActionForm";
import { ActionList } from "@/features/coaching/ActionList";
import { Agenda } from "@/features/coaching/Agenda";
import classes from "@/features/coaching/coaching.module.css";
import { Notes } from "@/features/coaching/Notes";
import { PeerPart } from "@/features/coaching/PeerPart";
import { ReviewRead } from "@/features/coaching/ReviewRead";
import { SessionActions } from "@/features/coaching/SessionActions";
import { SessionEffect } from "@/features/coaching/SessionEffect";
import { useNotes } from "@/features/coaching/useNotes";
import { HowUseful } from "@/features/feedback/HowUseful";
import { Page, Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Empty, Loaded } from "@/parts/States";
import { dayAndHour } from "@/parts/time";
import { useSession } from "../session";
import { useAssigning } from "./useAssigning";

export function CoachingSessionPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/coaching/$id" });
  const session = useQuery(coachingSessionQuery(id));
  if (session.data) return <Inside key={id} session={session.data} />;
  return (
    <Page title={t("coaching.title")}>
      <Loaded query={session} rows={6}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function Inside({ session }: { session: CoachingSession }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { user } = useSession();
  const mine = session.coach === user.id;
  const name = mine ? session.agent_name : session.coach_name;
  const keep = (next: CoachingSession) => {
    cache.setQueryData(["coaching", "one", next.id], next);
    void cache.invalidateQueries({ queryKey: ["coaching", "list"] });
    void cache.invalidateQueries({ queryKey: ["coaching", "overview"] });
  };
  const notes = useNotes(session, keep);
  const { assign, assignFor, dialog } = useAssigning();
  const current = async () => {
    if (!(await notes.autosave.flush())) throw new Fault(409, "unsaved", t("coaching.notes_first"));
    return notes.autosave.whole;
  };
  const stale = () => {
    notifications.show({ message: t("coaching.stale") });
    void cache.invalidateQueries({ queryKey: ["coaching"] });
  };
  const called = session.method === "peer" && session.status !== "cancelled" ? "peer.declined" : "coaching.cancelled_because";
  return (
    <Page
      title={t("coaching.session_with", { name })}
      sub={`${dayAndHour(session.starts_at)} · ${t("coaching.lasts", { count: session.minutes })} · ${t(`methods.${session.method}`)} · ${t(`coaching.status_${session.status}`)}`}
      actions={<SessionActions session={session} mine={mine} current={current} onChanged={keep} onStale={stale} />}
    >
      {session.cancellation_reason && (
        <p>
          <Written text={t(called, { reason: session.cancellation_reason })} />
        </p>
      )}
      <Signatures of={session} />
      {session.method === "formal_review" && <ReviewRead session={session} onChanged={keep} />}
      {session.method === "peer" ? (
        <PeerPart session={session} party={mine || session.agent === user.id} onSaved={keep} />
      ) : (
        <>
          <Section title={t("coaching.agenda")} id="agenda">
            <Agenda items={session.agenda} onAssign={mine && assign ? ({ question }) => assign({ agent: session.agent, question }) : undefined} />
          </Section>
          <Section title={t("coaching.notes")} id="notes">
            <Notes session={session} notes={notes} />
          </Section>
          <Agreed session={session} mine={mine} onAssign={assignFor} />
          {dialog}
        </>
      )}
      {session.may.measure && <SessionEffect of={session} />}
      {session.status === "held" && <HowUseful of={{ session: session.id }} own={session.agent === user.id && !!session.agent_signed_at} />}
    </Page>
  );
}

function Signatures({ of }: { of: CoachingSession }) {
  const { t } = useTranslation();
  if (of.status === "cancelled" || of.status === "declined") return null;
  const line = (name: string, at?: string | null) => (at ? `${t("coaching.signed_coach", { name })}, ${dayAndHour(at)}` : t("coaching.not_signed", { name }));
  return (
    <p className={classes.signatures}>
      <span>{line(of.coach_name, of.coach_signed_at)}</span>
      <span>{line(of.agent_name, of.agent_signed_at)}</span>
    </p>
  );
}

function Agreed({ session, mine, onAssign }: { session: CoachingSession; mine: boolean; onAssign?: (action: CoachingAction) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [adding, setAdding] = useState(false);
  const title = t("agreed.in_session");
  const add = mine && session.status !== "cancelled" && (
    <Button variant="default" onClick={() => setAdding(true)}>
      {t("agreed.add")}
    </Button>
  );
  const added = () => {
    setAdding(false);
    for (const key of ["actions", "coaching"]) void cache.invalidateQueries({ queryKey: [key] });
  };
  return (
    <Section title={title} id="agreed" actions={add}>
      {session.actions.length > 0 ? <ActionList rows={session.actions} label={title} onAssign={onAssign} /> : <Empty title={t("agreed.none_agreed")} text={t("agreed.none_agreed_text")} />}
      {adding && <ActionForm agent={session.agent} session={session.id} agenda={session.agenda} onClose={() => setAdding(false)} onAdded={added} onAssign={onAssign} />}
    </Section>
  );
}

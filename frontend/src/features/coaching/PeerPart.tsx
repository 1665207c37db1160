import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerPeer, type PeerAnswers } from "@/api/coaching";
import type { CoachingSession } from "@/api/types";
import { Card, Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { FaultLine } from "@/parts/States";
import classes from "./coaching.module.css";

const prompts = ["observed", "worked", "try", "unsure"] as const;
const blank: PeerAnswers = { observed: "", worked: "", try: "", unsure: "" };

/** What a peer session is about and what the peer says; for both of them alone, and without scores. */
export function PeerPart({ session, party, onSaved }: { session: CoachingSession; party: boolean; onSaved: (session: CoachingSession) => void }) {
  const { t } = useTranslation();
  if (!party)
    return (
      <Section title={t("peer.title")} id="peer">
        <p>{t("peer.closed")}</p>
      </Section>
    );
  return (
    <Section title={t("peer.title")} id="peer" note={t("peer.both_alone")}>
      <Card>
        <Stack gap="md">
          <p className={classes.text}>
            <span className={classes.quiet}>{t("peer.focus")}: </span>
            {session.focus ? <Written text={session.focus} /> : t("peer.no_focus")}
          </p>
          {(session.heard ?? []).map((one) => (
            <blockquote key={`${one.interaction}-${one.pos}`} className={classes.quote}>
              <Written text={one.text} />
            </blockquote>
          ))}
          {session.may.note ? <Answer key={session.revision} session={session} onSaved={onSaved} /> : <Said answers={session.answers ?? blank} />}
        </Stack>
      </Card>
    </Section>
  );
}

function Said({ answers }: { answers: PeerAnswers }) {
  const { t } = useTranslation();
  return prompts.map((prompt) => (
    <div key={prompt}>
      <p className={classes.quiet}>{t(`peer.${prompt}`)}</p>
      <p className={classes.text}>{answers[prompt] ? <Written text={answers[prompt]} /> : t("peer.nothing")}</p>
    </div>
  ));
}

function Answer({ session, onSaved }: { session: CoachingSession; onSaved: (session: CoachingSession) => void }) {
  const { t } = useTranslation();
  const stored = session.answers ?? blank;
  const [answers, setAnswers] = useState(stored);
  const saving = useMutation({ mutationFn: () => answerPeer(session, answers), onSuccess: onSaved });
  const changed = prompts.some((prompt) => answers[prompt] !== stored[prompt]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <Stack gap="md">
        {prompts.map((prompt) => (
          <Textarea key={prompt} label={t(`peer.${prompt}`)} description={t(`peer.${prompt}_hint`)} autosize minRows={2} maxLength={2000} value={answers[prompt]} onChange={(e) => setAnswers({ ...answers, [prompt]: e.currentTarget.value })} />
        ))}
        <FaultLine error={saving.error} />
        <Group>
          <Button type="submit" variant="default" disabled={!changed} loading={saving.isPending}>
            {t("peer.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

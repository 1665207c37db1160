import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { noteSession } from "@/api/coaching";
import type { CoachingSession } from "@/api/types";
import { Card } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { FaultLine } from "@/parts/States";
import classes from "./coaching.module.css";

/** The notes of a session: written by the coach, those for both read by the agent. */
export function Notes({ session, onSaved }: { session: CoachingSession; onSaved: (session: CoachingSession) => void }) {
  const { t } = useTranslation();
  const [shared, setShared] = useState(session.shared_notes);
  const [own, setOwn] = useState(session.private_notes ?? "");
  const saving = useMutation({ mutationFn: () => noteSession(session, { shared, private: own }), onSuccess: onSaved });
  const changed = shared !== session.shared_notes || own !== (session.private_notes ?? "");
  if (!session.may.note)
    return (
      <Card>
        <Said label={t("coaching.shared")} text={session.shared_notes} />
        {session.private_notes !== undefined && <Said label={t("coaching.private")} text={session.private_notes} />}
      </Card>
    );
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack gap="md">
          <Textarea label={t("coaching.shared")} autosize minRows={3} maxLength={4000} value={shared} onChange={(e) => setShared(e.currentTarget.value)} />
          <Textarea label={t("coaching.private")} autosize minRows={2} maxLength={4000} value={own} onChange={(e) => setOwn(e.currentTarget.value)} />
          <FaultLine error={saving.error} />
          <Group>
            <Button type="submit" variant="default" disabled={!changed} loading={saving.isPending}>
              {t("coaching.save")}
            </Button>
            <span className={classes.quiet} aria-live="polite">
              {!changed && saving.isSuccess ? t("coaching.saved") : ""}
            </span>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function Said({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={classes.quiet}>{label}</p>
      <p className={classes.text}>{text ? <Written text={text} /> : t("coaching.no_notes")}</p>
    </>
  );
}

import { Stack, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CoachingSession } from "@/api/types";
import { Conflict } from "@/parts/Conflict";
import { LeaveGuard } from "@/parts/LeaveGuard";
import { Card } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { SaveLine } from "@/parts/SaveLine";
import { noteOf, places, type useNotes } from "./useNotes";
import classes from "./coaching.module.css";

const most = 10_000;

/** The notes of a session: written by the coach, those for both read by the agent. */
export function Notes({ session, notes }: { session: CoachingSession; notes: ReturnType<typeof useNotes> }) {
  const { t } = useTranslation();
  const { saving, autosave, valueOf, write } = notes;
  if (!session.may.note && saving.kind === "saved")
    return (
      <Card>
        <Said label={t("coaching.shared")} text={session.shared_notes} />
        {session.private_notes !== undefined && <Said label={t("coaching.private")} text={session.private_notes} />}
      </Card>
    );
  return (
    <Card>
      <LeaveGuard unsaved={saving.kind !== "saved"} save={() => autosave.flush()} />
      <Stack gap="md">
        {places.map((place) => (
          <Textarea key={place} label={t(`coaching.${place}`)} autosize minRows={place === "shared" ? 3 : 2} maxLength={most} value={valueOf(place)} onChange={(e) => write(place, e.currentTarget.value)} />
        ))}
        <SaveLine saving={saving} retry={() => autosave.flush()} />
      </Stack>
      {saving.kind === "conflict" && (
        <Conflict
          text={t("coaching.conflict")}
          both={saving.mine.map(({ place, text }) => ({ id: place, name: t(`coaching.${place}`), mine: text, theirs: noteOf(saving.theirs, place) }))}
          onMine={() => void autosave.keepMine()}
          onTheirs={() => autosave.takeTheirs()}
        />
      )}
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

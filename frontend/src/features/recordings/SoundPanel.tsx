import { Button, FileButton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import { addRecording, recordingQuery } from "@/api/recordings";
import type { Channel, Recording } from "@/api/types";
import type { MarkedSpan } from "@/parts/spans";
import { Failed, FaultLine } from "@/parts/States";
import { Time } from "@/parts/Time";
import type { Player } from "./player";
import { Shares } from "./Shares";
import classes from "./recordings.module.css";

const Sound = lazy(() => import("./Sound"));

/** Channels on which something is heard; of others a recording is shown where there is one, and none is asked for. */
const heardOn: Channel[] = ["phone", "video", "in_person"];

interface Props {
  interaction: string;
  channel: Channel;
  player: Player;
  spans?: MarkedSpan[];
  /** Makes the chosen span evidence; without it nothing is chosen. */
  onPin?: () => void;
}

/** The recording of an interaction, whatever there is of it; nothing where there is none to speak of. */
export function SoundPanel({ interaction, channel, player, spans = [], onPin }: Props) {
  const { t } = useTranslation();
  const recording = useQuery(recordingQuery(interaction));
  if (isFault(recording.error, 404)) return null; // who reads the evaluation need not see the interaction
  if (recording.error) return <Failed error={recording.error} retry={recording.refetch} />;
  const facts = recording.data;
  const adds = !!facts?.may_add && heardOn.includes(channel);
  if (!facts || (facts.status === "none" && !adds)) return null;
  return (
    <section className={classes.sound} aria-label={t("sound.title")}>
      {facts.status === "kept" && facts.may_hear ? (
        <Suspense fallback={<Waiting />}>
          <Sound key={facts.id} interaction={interaction} recording={facts} player={player} spans={spans} onPin={onPin} />
        </Suspense>
      ) : (
        <Away of={facts} />
      )}
      {facts.status === "kept" && <Shares of={facts} />}
      {adds && <Add interaction={interaction} />}
    </section>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <p role="status" className={classes.quiet}>
      {t("sound.loading")}
    </p>
  );
}

function Away({ of }: { of: Recording }) {
  const { t } = useTranslation();
  return (
    <p className={classes.quiet}>
      {of.status === "kept" ? t("sound.unheard") : t(`sound.${of.status}`)}
      {of.why && ` ${t("sound.why", { why: of.why })}`}
      {of.gone_at && (
        <>
          {" "}
          <Time at={of.gone_at} />
        </>
      )}
    </p>
  );
}

function Add({ interaction }: { interaction: string }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const add = useMutation({
    mutationFn: (file: File) => addRecording(interaction, file),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["recordings", interaction] }),
  });
  return (
    <div className={classes.add}>
      <FileButton accept="audio/wav,audio/x-wav,audio/mpeg,audio/ogg,.wav,.mp3,.ogg,.opus" onChange={(file) => file && add.mutate(file)}>
        {(props) => (
          <Button {...props} size="compact-sm" variant="default" loading={add.isPending}>
            {t("sound.add")}
          </Button>
        )}
      </FileButton>
      <span className={classes.quiet}>{t("sound.add_what")}</span>
      <FaultLine error={add.error} />
    </div>
  );
}

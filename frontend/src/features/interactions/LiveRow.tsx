import { Button } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { LiveInteraction } from "@/api/types";
import { ChannelName } from "@/parts/ChannelName";
import { ItemRow } from "@/parts/ItemRow";
import { useNow } from "@/parts/now";
import { OriginText } from "@/parts/OriginText";
import { Written } from "@/parts/Said";
import { span } from "@/parts/time";
import classes from "./interactions.module.css";

interface Props {
  interaction: LiveInteraction;
  selected: boolean;
  onSelect: (id: string) => void;
  onWatch: (id: string) => void;
  onScore: (id: string) => void;
  onTakeHelp: (id: string) => void;
}

/** A live interaction; drawn anew only when something of it has changed. */
export const LiveRow = memo(function LiveRow({ interaction: of, selected, onSelect, onWatch, onScore, onTakeHelp }: Props) {
  const { t } = useTranslation();
  const name = of.agent_name ?? of.agent_ref ?? t("interaction.no_agent");
  return (
    <ItemRow
      selected={selected}
      onSelect={() => onSelect(of.id)}
      label={t("interaction.row", { name })}
      lead={<Why of={of} />}
      title={name}
      meta={[
        <ChannelName key="channel" of={of.channel} />,
        of.subject || of.queue ? <Written key="subject" text={of.subject ?? of.queue} /> : undefined,
        of.team_name,
        <Clocks key="clocks" of={of} />,
        of.tone && t("interaction.sounds", { tone: of.tone }),
        of.tone_hint && (
          <span key="hint" className={classes.tone} data-tone={of.tone_hint} title={t("wall.hint_means")}>
            {t(`wall.tone_${of.tone_hint}`)} <em>{t("wall.hint")}</em>
          </span>
        ),
      ]}
      actions={
        <>
          {of.help_at && <Button onClick={() => onTakeHelp(of.id)}>{t("help.take")}</Button>}
          <Button variant="default" onClick={() => onWatch(of.id)}>
            {t("offers.watch")}
          </Button>
          <Button variant="subtle" onClick={() => onScore(of.id)}>
            {t("offers.score")}
          </Button>
        </>
      }
    />
  );
});

/** Why it deserves a look: its agent asks for help, or it is a sample. */
function Why({ of }: { of: LiveInteraction }) {
  const { t } = useTranslation();
  const samples = of.samples ?? [];
  if (!of.help_at && samples.length === 0) return null;
  return (
    <span className={classes.why}>
      {of.help_at && (
        <strong className={classes.help}>
          {t("help.asked")} · <Since at={of.help_at} />
        </strong>
      )}
      {samples.map((sample) => (
        <OriginText key={sample.sample} of={sample} />
      ))}
    </span>
  );
}

function Since({ at }: { at: string }) {
  return <time dateTime={at}>{span(useNow() - Date.parse(at))}</time>;
}

const quiet = 30_000;

function Clocks({ of }: { of: LiveInteraction }) {
  const { t } = useTranslation();
  const now = useNow();
  const silent = now - Date.parse(of.said_at);
  return (
    <span className={classes.clocks}>
      <span>{t("wall.running", { time: span(now - Date.parse(of.started_at)) })}</span>
      {silent >= quiet && <span>{t("wall.silent", { time: span(silent) })}</span>}
      {!!of.hold_ms && <span>{t("wall.held", { time: span(of.hold_ms) })}</span>}
    </span>
  );
}

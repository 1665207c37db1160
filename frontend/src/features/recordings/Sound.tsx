import { Button, NativeSelect } from "@mantine/core";
import { useRef, useSyncExternalStore, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { soundAt } from "@/api/recordings";
import type { Recording } from "@/api/types";
import { Icon } from "@/parts/Icon";
import { spanText, type MarkedSpan } from "@/parts/spans";
import { span } from "@/parts/time";
import { rates, type Player } from "./player";
import { useWave } from "./useWave";
import classes from "./recordings.module.css";

interface Props {
  interaction: string;
  recording: Recording;
  player: Player;
  spans: MarkedSpan[];
  onPin?: () => void;
}

const step = 5000;

export default function Sound({ interaction, recording, player, spans, onPin }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const media = useRef<HTMLAudioElement>(null);
  const { time, length, playing, rate, failed } = useSyncExternalStore(player.subscribe, player.read);
  useWave(box, media, recording, player, spans, onPin !== undefined);
  const place = t("sound.place", { time: span(time), length: span(length) });
  return (
    <div className={classes.player} onKeyDown={(e) => move(e, player)}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the transcript beside it, which follows it, says the same */}
      <audio ref={media} src={soundAt(interaction, recording)} preload="metadata" />
      <div className={classes.wave}>
        {recording.speakers && (
          <div className={classes.speakers} aria-hidden="true">
            {recording.speakers.map((who) => (
              <span key={who}>{t(`speaker.${who}`)}</span>
            ))}
          </div>
        )}
        <div ref={box} className={classes.box} role="slider" tabIndex={0} aria-label={t("sound.position")} aria-valuemin={0} aria-valuemax={Math.round(length / 1000)} aria-valuenow={Math.round(time / 1000)} aria-valuetext={place} />
      </div>
      {!recording.peaks && <p className={classes.quiet}>{t("sound.no_wave")}</p>}
      {failed && (
        <p role="alert" className={classes.failed}>
          {t("sound.cannot_play")}{" "}
          <Button size="compact-sm" variant="default" onClick={() => player.retry()}>
            {t("fault.retry")}
          </Button>
        </p>
      )}
      <div className={classes.tools}>
        <Button size="compact-md" onClick={() => player.toggle()} aria-label={t(playing ? "sound.pause" : "sound.play")} aria-keyshortcuts="Space">
          <Icon name={playing ? "pause" : "play"} size={18} />
        </Button>
        <Button size="compact-md" variant="subtle" onClick={() => player.skip(-step)} title={t("sound.back")}>
          −5 s
        </Button>
        <Button size="compact-md" variant="subtle" onClick={() => player.skip(step)} title={t("sound.on")}>
          +5 s
        </Button>
        <span className={classes.time}>{place}</span>
        <NativeSelect size="xs" aria-label={t("sound.rate")} value={String(rate)} onChange={(e) => player.setRate(Number(e.currentTarget.value))} data={rates.map((one) => ({ value: String(one), label: `${one} ×` }))} />
      </div>
      {onPin && <Choosing player={player} onPin={onPin} />}
    </div>
  );
}

/** The arrows move within the recording while it has the focus; elsewhere they are the page's. */
function move(event: KeyboardEvent, player: Player) {
  if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = { ArrowLeft: () => player.skip(-step), ArrowRight: () => player.skip(step), Home: () => player.seek(0), End: () => player.seek(player.read().length) }[event.key];
  if (!to) return;
  event.preventDefault();
  to();
}

function Choosing({ player, onPin }: { player: Player; onPin: () => void }) {
  const { t } = useTranslation();
  const { chosen } = useSyncExternalStore(player.subscribe, player.read);
  return (
    <div className={classes.choosing}>
      <Button size="compact-sm" variant="default" onClick={() => player.from()} rightSection={<kbd>[</kbd>}>
        {t("sound.from_here")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => player.to()} rightSection={<kbd>]</kbd>}>
        {t("sound.to_here")}
      </Button>
      {chosen ? (
        <>
          <Button size="compact-sm" onClick={onPin} rightSection={<kbd>P</kbd>}>
            {t("sound.pin", { span: spanText(chosen) })}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => player.play(chosen.from_ms, chosen.to_ms)}>
            {t("sound.play_chosen")}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => player.choose(null)}>
            {t("sound.clear")}
          </Button>
        </>
      ) : (
        <span className={classes.quiet}>{t("sound.choose_hint")}</span>
      )}
    </div>
  );
}

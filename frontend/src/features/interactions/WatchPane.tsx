import { Button, CloseButton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { interactionQuery } from "@/api/interactions";
import { useLive, useTranscript } from "@/live/hooks";
import { ChannelName } from "@/parts/ChannelName";
import { Written } from "@/parts/Said";
import { Loading } from "@/parts/States";
import { Time } from "@/parts/Time";
import { Transcript } from "@/parts/Transcript";
import classes from "./watch.module.css";

interface Props {
  id: string;
  selected: boolean;
  whispering: boolean;
  onSelect: () => void;
  onWhispered: () => void;
  onScore: () => void;
  onStop: () => void;
}

/** One watched interaction: who, since when, and what is said as it is said. */
export function WatchPane(props: Props) {
  const { t } = useTranslation();
  const facts = useQuery(interactionQuery(props.id));
  const { utterances, loading, live, seen } = useTranscript(props.id, facts.data && facts.data.status === "live");
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (props.selected) pane.current?.scrollIntoView({ block: "nearest" });
  }, [props.selected]);
  const name = facts.data?.agent_name ?? facts.data?.agent_ref ?? t("interaction.no_agent");
  return (
    <section ref={pane} className={classes.pane} data-selected={props.selected || undefined} aria-label={t("watching.pane", { name })} onClick={props.onSelect}>
      <header className={classes.head}>
        <div className={classes.who}>
          <Link to="/interactions/$id" params={{ id: props.id }}>
            {name}
          </Link>
          {facts.data && (
            <span>
              {(seen.ended || !live) && `${t("interaction.ended")} · `}
              <ChannelName of={facts.data.channel} /> · {facts.data.subject ? <Written text={facts.data.subject} /> : <Time at={facts.data.started_at} />}
            </span>
          )}
        </div>
        <Button size="xs" variant="default" onClick={props.onScore}>
          {t("offers.score")}
        </Button>
        <CloseButton aria-label={t("watching.stop", { name })} onClick={props.onStop} />
      </header>
      {seen.refused && (
        <p className={classes.refused} role="alert">
          {seen.refused}
        </p>
      )}
      {loading ? (
        <Loading rows={4} />
      ) : (
        <Transcript compact utterances={utterances} startedAt={facts.data?.started_at ?? ""} segments={facts.data?.segments} live={live} label={t("transcript.of", { name })} />
      )}
      {live && <WhisperLine id={props.id} name={name} asked={props.whispering} onDone={props.onWhispered} />}
    </section>
  );
}

function WhisperLine({ id, name, asked, onDone }: { id: string; name: string; asked: boolean; onDone: () => void }) {
  const { t } = useTranslation();
  const live = useLive();
  const [text, setText] = useState("");
  const [sent, setSent] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked) field.current?.focus();
  }, [asked]);
  return (
    <form
      className={classes.whisper}
      onSubmit={(event) => {
        event.preventDefault();
        if (!text.trim()) return;
        live.send({ type: "whisper", interaction: id, text: text.trim() });
        setText("");
        setSent(true);
        onDone();
      }}
    >
      <TextInput
        ref={field}
        size="xs"
        aria-label={t("whisper.to", { name })}
        placeholder={t("whisper.to", { name })}
        maxLength={500}
        value={text}
        onBlur={onDone}
        onKeyDown={(e) => e.key === "Escape" && field.current?.blur()}
        onChange={(e) => {
          setText(e.currentTarget.value);
          setSent(false);
        }}
      />
      <span aria-live="polite">{sent ? t("whisper.sent") : ""}</span>
    </form>
  );
}

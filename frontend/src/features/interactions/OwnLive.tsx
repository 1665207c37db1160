import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { watchesQuery } from "@/api/interactions";
import type { Interaction } from "@/api/types";
import { useLive, useMessages, useTranscript } from "@/live/hooks";
import type { ServerMessage } from "@/live/protocol";
import { ChannelName } from "@/parts/ChannelName";
import { Written } from "@/parts/Said";
import { Loading } from "@/parts/States";
import { Time } from "@/parts/Time";
import { Transcript } from "@/parts/Transcript";
import { Talk, useTalk } from "./Talk";
import classes from "./talk.module.css";

interface Props {
  interaction: Interaction;
  me: string;
  /** Whether the policy tells agents who watches while they do. */
  told: boolean;
}

export function OwnLive({ interaction, me, told }: Props) {
  const { t } = useTranslation();
  const heading = useId();
  const { utterances, loading, live } = useTranscript(interaction.id, interaction.status === "live");
  const talk = useTalk(interaction.id);
  const asked = (talk.data ?? []).some(({ kind, taken_by }) => kind === "help" && !taken_by);
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className={classes.title}>
        <Link to="/interactions/$id" params={{ id: interaction.id }}>
          <Written text={interaction.subject ?? interaction.queue ?? interaction.external_id} />
        </Link>
      </h2>
      <p className={`${classes.quiet} ${classes.head}`}>
        <ChannelName of={interaction.channel} /> · {t("offers.began")} <Time at={interaction.started_at} />
      </p>
      <div className={classes.own}>
        <div className={classes.transcript}>
          {loading ? <Loading rows={6} /> : <Transcript utterances={utterances} startedAt={interaction.started_at} segments={interaction.segments} live={live} label={t("transcript.title")} />}
        </div>
        <div className={classes.side}>
          {told ? <Watching id={interaction.id} /> : <p className={classes.quiet}>{t("own_live.later")}</p>}
          {talk.data?.length ? <Talk list={talk.data} label={t("talk.list")} me={me} /> : <p className={classes.quiet}>{t("own_live.no_talk")}</p>}
          {live && <Answer id={interaction.id} asked={asked} />}
        </div>
      </div>
    </section>
  );
}

/** Who watches now, where the policy says that the agent is to know. */
function Watching({ id }: { id: string }) {
  const { t } = useTranslation();
  const watches = useQuery(watchesQuery(id));
  const [heard, setHeard] = useState<string[] | null>(null);
  const listen = useCallback((message: ServerMessage) => message.type === "watched" && message.interaction === id && setHeard(message.watchers ?? []), [id]);
  useMessages(listen);
  const names = heard ?? [...new Set((watches.data ?? []).filter(({ until }) => !until).map(({ user_name }) => user_name))];
  return <p role="status">{names.length > 0 ? t("watches.now", { names: names.join(", "), count: names.length }) : t("own_live.nobody")}</p>;
}

function Answer({ id, asked }: { id: string; asked: boolean }) {
  const { t } = useTranslation();
  const live = useLive();
  const [text, setText] = useState("");
  const [refused, setRefused] = useState("");
  const listen = useCallback((message: ServerMessage) => message.type === "error" && message.interaction === id && setRefused(message.detail), [id]);
  useMessages(listen);
  const say = (type: "reply" | "help") => {
    setRefused("");
    live.send({ type, interaction: id, text: text.trim() });
    setText("");
  };
  return (
    <form
      className={classes.answer}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) say("reply");
      }}
    >
      <TextInput label={t("talk.answer")} description={t("talk.unseen")} maxLength={500} value={text} onChange={(e) => setText(e.currentTarget.value)} />
      <div className={classes.buttons}>
        <Button type="submit" variant="default" disabled={!text.trim()}>
          {t("talk.send")}
        </Button>
        <Button variant={asked ? "default" : "filled"} onClick={() => say("help")}>
          {t(asked ? "help.again" : "help.ask")}
        </Button>
      </div>
      {refused && (
        <p role="alert" className={classes.refused}>
          {refused}
        </p>
      )}
    </form>
  );
}

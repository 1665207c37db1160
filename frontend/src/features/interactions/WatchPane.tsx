import { Button, CloseButton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { interactionQuery } from "@/api/interactions";
import { takeHelp, whispersQuery } from "@/api/live";
import { useTranscript } from "@/live/hooks";
import { ChannelName } from "@/parts/ChannelName";
import { Written } from "@/parts/Said";
import { Loading } from "@/parts/States";
import { Time } from "@/parts/Time";
import { Transcript } from "@/parts/Transcript";
import { BookmarkLine } from "./BookmarkLine";
import { Talk, useTalk } from "./Talk";
import { WhisperLine } from "./WhisperLine";
import classes from "./watch.module.css";

interface Props {
  id: string;
  me: string;
  selected: boolean;
  /** What its keys have asked for. */
  asked: "whisper" | "bookmark" | null;
  onSelect: () => void;
  onDone: () => void;
  onBookmark: () => void;
  onScore: () => void;
  onStop: () => void;
}

const lastSaid = 3;

/** One watched interaction: who, since when, what is said as it is said, and what is said beside it. */
export function WatchPane(props: Props) {
  const { t } = useTranslation();
  const facts = useQuery(interactionQuery(props.id));
  const { utterances, loading, live, seen } = useTranscript(props.id, facts.data && facts.data.status === "live");
  const talk = useTalk(props.id, facts.data !== undefined);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (props.selected) pane.current?.scrollIntoView({ block: "nearest" });
  }, [props.selected]);
  const name = facts.data?.agent_name ?? facts.data?.agent_ref ?? t("interaction.no_agent");
  const said = (talk.data ?? []).slice(-lastSaid);
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
      {said.length > 0 && (
        <div className={classes.talk}>
          <Talk list={said} label={t("talk.with", { name })} me={props.me} />
          {live && said.some(({ kind, taken_by }) => kind === "help" && !taken_by) && <TakeHelp id={props.id} />}
        </div>
      )}
      {props.asked === "bookmark" && <BookmarkLine id={props.id} pos={utterances.at(-1)?.pos ?? 0} onDone={props.onDone} />}
      <div className={classes.foot}>
        {live && <WhisperLine id={props.id} name={name} scorecard={facts.data?.sample?.scorecard} asked={props.asked === "whisper"} onDone={props.onDone} />}
        <Button size="xs" variant="subtle" onClick={props.onBookmark} disabled={utterances.length === 0}>
          {t("bookmark.set")}
        </Button>
      </div>
    </section>
  );
}

function TakeHelp({ id }: { id: string }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const take = useMutation({ mutationFn: () => takeHelp(id), onSettled: () => cache.invalidateQueries(whispersQuery(id)) });
  return (
    <Button size="compact-sm" loading={take.isPending} onClick={() => take.mutate()}>
      {t("help.take")}
    </Button>
  );
}

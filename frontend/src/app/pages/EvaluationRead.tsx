import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { historyQuery, standingQuery } from "@/api/evaluations";
import { interactionQuery } from "@/api/interactions";
import { holds } from "@/api/session";
import type { Evaluation, Scorecard } from "@/api/types";
import { CardLanguage } from "@/parts/CardLanguage";
import { AskDouble } from "@/features/evaluations/AskDouble";
import { Answers } from "@/features/evaluations/Answers";
import { Compliance } from "@/features/evaluations/Compliance";
import { Digest } from "@/features/evaluations/Digest";
import { digest, heardOf, judgedOf, marksOf } from "@/features/evaluations/digest";
import { History } from "@/features/evaluations/History";
import { OpenDouble } from "@/features/evaluations/OpenDouble";
import { Others } from "@/features/evaluations/Others";
import { Reply, type Asking } from "@/features/evaluations/Reply";
import { Scores } from "@/features/evaluations/Scores";
import { StatusName } from "@/features/evaluations/StatusName";
import { Whole } from "@/features/evaluations/Whole";
import { AskCoaching } from "@/features/feedback/AskCoaching";
import { HowUseful } from "@/features/feedback/HowUseful";
import { Recognise } from "@/features/feedback/Recognise";
import { SoundPanel } from "@/features/recordings/SoundPanel";
import { useHeard } from "@/features/recordings/useHeard";
import { useSoundKeys } from "@/features/recordings/useSoundKeys";
import { Watches } from "@/features/interactions/Watches";
import { useTranscript } from "@/live/hooks";
import { OriginText } from "@/parts/OriginText";
import { Card, Page } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Failed, Loading } from "@/parts/States";
import { Time } from "@/parts/Time";
import { Transcript } from "@/parts/Transcript";
import { useSession } from "../session";
import { SideBySide } from "./SideBySide";
import { useMending } from "./useMending";
import classes from "./pages.module.css";

interface Props {
  evaluation: Evaluation;
  scorecard: Scorecard;
}

export function EvaluationRead({ evaluation, scorecard }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const { user, policy } = session;
  const own = user.id === evaluation.agent;
  const recognises = !own && evaluation.released_at && holds(session, "supervisor", "evaluator");
  const facts = useQuery(interactionQuery(evaluation.interaction));
  const history = useQuery(historyQuery(evaluation.id));
  const standing = useQuery({ ...standingQuery, enabled: own });
  const transcript = useTranscript(evaluation.interaction, facts.error ? false : facts.data && facts.data.status === "live");
  const [shown, setShown] = useState<number | null>(null);
  const [asking, ask] = useState<Asking>(null);
  const [coaching, askCoaching] = useState<{ id: string; text: string } | null>(null);
  const { mend, dialogs } = useMending(evaluation);
  const judged = useMemo(() => judgedOf(evaluation, scorecard), [evaluation, scorecard]);
  const { well, toTry } = useMemo(() => digest(judged), [judged]);
  const marks = useMemo(() => marksOf(judged), [judged]);
  const show = (pos: number) => {
    setShown(pos);
    document.getElementById("beside")?.scrollIntoView({ block: "nearest" });
  };
  const heard = useHeard(evaluation.interaction, facts.data, transcript.utterances);
  const spans = useMemo(() => heardOf(judged), [judged]);
  useSoundKeys(heard.player, heard.there, false, () => shown !== null && heard.onPlay?.(shown));
  const quotes = { onHear: heard.onHear, utterances: transcript.utterances, startedAt: evaluation.interaction_started_at ?? "", onShow: show };
  return (
    <Page
      title={evaluation.subject ?? t("evaluation.of", { name: evaluation.agent_name })}
      sub={<Sub evaluation={evaluation} scorecard={scorecard} />}
      actions={
        <>
          <CardLanguage of={scorecard} />
          {recognises && <Recognise agent={{ id: evaluation.agent, name: evaluation.agent_name }} evaluation={evaluation.id} />}
          {evaluation.may.double && !evaluation.open_double && <AskDouble evaluation={evaluation} />}
          {(evaluation.may.release || evaluation.may.withdraw) && (
            <Button variant="default" component={Link} to={`/score/${evaluation.id}`}>
              {t(evaluation.may.release ? "evaluation.manage" : "evaluation.manage_withdraw")}
            </Button>
          )}
        </>
      }
    >
      <OpenDouble evaluation={evaluation} />
      <Reply evaluation={evaluation} judged={judged} asking={asking} ask={ask} />
      {evaluation.acknowledged_at && (
        <Card>
          <p>
            {t("acknowledge.done", { name: evaluation.agent_name })} <Time at={evaluation.acknowledged_at} />
          </p>
          {evaluation.acknowledgement && (
            <p>
              <Written text={evaluation.acknowledgement} />
            </p>
          )}
        </Card>
      )}
      <div className={classes.columns}>
        <div className={classes.stack}>
          <Compliance evaluation={evaluation} scorecard={scorecard} />
          <Whole evaluation={evaluation} />
          <Digest id="well" title={t("evaluation.well")} none={t("evaluation.no_well")} judged={well} {...quotes} />
          <Digest id="to-try" title={t("evaluation.to_try")} none={t("evaluation.no_try")} judged={toTry} next {...quotes} />
          <Scores evaluation={evaluation} scorecard={scorecard} standing={standing.data} own={own} />
          <Answers evaluation={evaluation} scorecard={scorecard} judged={judged} utterances={transcript.utterances} history={history.data ?? []} onShow={show} onHear={heard.onHear} onDispute={(question) => ask({ kind: "dispute", question })} onAsk={own ? askCoaching : undefined} mend={mend} />
          <Others
            evaluation={evaluation}
            own={own}
            beside={(other, names) => <SideBySide left={evaluation} right={other} utterances={transcript.utterances} names={names} />}
          />
          {evaluation.released_at && <HowUseful of={{ evaluation: evaluation.id }} own={own} />}
          <History id={evaluation.id} />
          <Watches interaction={evaluation.interaction} endedAt={facts.data?.ended_at} later={own && policy.disclose_watching === "after" && facts.data?.status === "live"} />
        </div>
        <section id="beside" className={`${classes.panel} ${classes.sticky}`} aria-label={t("transcript.title")}>
          <div className={classes.panelHead}>{t("transcript.title")}</div>
          <SoundPanel interaction={evaluation.interaction} channel={evaluation.channel} player={heard.player} spans={spans} />
          {transcript.loading ? (
            <Loading rows={6} />
          ) : transcript.stored.error && transcript.utterances.length === 0 ? (
            <Failed error={transcript.stored.error} retry={transcript.stored.refetch} />
          ) : (
            <Transcript
              compact
              utterances={transcript.utterances}
              startedAt={evaluation.interaction_started_at ?? ""}
              segments={facts.data?.segments}
              label={t("transcript.of", { name: evaluation.agent_name })}
              marks={marks}
              saying={heard.saying}
              onPlay={heard.onPlay}
              selected={shown}
              onSelect={setShown}
            />
          )}
        </section>
      </div>
      {dialogs}
      {coaching && <AskCoaching about={{ evaluation: evaluation.id, question: coaching.id, text: coaching.text }} onClose={() => askCoaching(null)} />}
    </Page>
  );
}

const worked = (ms: number, t: TFunction) => (ms < 60_000 ? t("comparing.worked_short") : t("comparing.worked", { minutes: Math.round(ms / 60_000) }));

function Sub({ evaluation, scorecard }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {evaluation.agent_name} · {t("evaluation.by", { name: evaluation.evaluator_name })} · {scorecard.name && `${scorecard.name} · `}
      {evaluation.purpose === "review" ? <OriginText of={evaluation} /> : t(`purpose.${evaluation.purpose}`)} · <StatusName of={evaluation} />
      {!!evaluation.active_ms && ` · ${worked(evaluation.active_ms, t)}`}
      {evaluation.withdrawal_reason && (
        <>
          {" "}
          · <Written text={evaluation.withdrawal_reason} />
        </>
      )}
    </>
  );
}

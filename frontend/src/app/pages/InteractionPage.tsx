import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { interactionQuery } from "@/api/interactions";
import { holds } from "@/api/session";
import type { Interaction } from "@/api/types";
import { EvaluateSelf } from "@/features/evaluations/EvaluateSelf";
import { Facts } from "@/features/interactions/Facts";
import { Bookmarks } from "@/features/interactions/Bookmarks";
import { Talk, useTalk } from "@/features/interactions/Talk";
import { useBookmarkKeys } from "@/features/interactions/useBookmarkKeys";
import { SoundPanel } from "@/features/recordings/SoundPanel";
import { useHeard } from "@/features/recordings/useHeard";
import { useSoundKeys } from "@/features/recordings/useSoundKeys";
import { Watches } from "@/features/interactions/Watches";
import { useTranscript } from "@/live/hooks";
import { ChannelName } from "@/parts/ChannelName";
import { useKeys } from "@/parts/keys";
import { Card, Page, Section } from "@/parts/Page";
import { Failed, Loaded, Loading } from "@/parts/States";
import { Time } from "@/parts/Time";
import { Transcript } from "@/parts/Transcript";
import { useSession } from "../session";
import classes from "./pages.module.css";

export function InteractionPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/interactions/$id" });
  const facts = useQuery(interactionQuery(id));
  if (facts.data) return <Inside key={id} interaction={facts.data} />;
  return (
    <Page title={t("interaction.title")}>
      <Loaded query={facts} rows={8}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function Inside({ interaction }: { interaction: Interaction }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const transcript = useTranscript(interaction.id, interaction.status === "live");
  const mine = interaction.agent === session.user.id;
  const scores = holds(session, "supervisor", "evaluator") && !mine && !!interaction.agent;
  const marks = holds(session, "supervisor", "evaluator");
  const [selected, setSelected] = useState<number | null>(null);
  useBookmarkKeys({ interaction: interaction.id, enabled: marks, selected, onSelect: setSelected });
  const score = () => void navigate({ to: "/score/new", search: { interaction: interaction.id } });
  useKeys([{ keys: ["s"], label: t("keys.score"), run: score, hidden: !scores }]);
  const heard = useHeard(interaction.id, interaction, transcript.utterances);
  useSoundKeys(heard.player, heard.there, false);
  const title = interaction.subject ?? t("interaction.with", { name: interaction.agent_name ?? interaction.agent_ref ?? t("interaction.no_agent") });
  return (
    <Page
      title={title}
      sub={
        <>
          <ChannelName of={interaction.channel} /> · {interaction.agent_name ?? interaction.agent_ref} · {t("offers.began")} <Time at={interaction.started_at} />
          {transcript.live && ` · ${t("interaction.live")}`}
        </>
      }
      actions={scores ? <Scoring interaction={interaction} onScore={score} /> : mine && holds(session, "agent") && <OwnEvaluation interaction={interaction} />}
    >
      <div className={classes.columns}>
        <section className={`${classes.panel} ${classes.tall}`} aria-label={t("transcript.title")}>
          <SoundPanel interaction={interaction.id} channel={interaction.channel} player={heard.player} />
          {transcript.loading ? (
            <Loading rows={8} />
          ) : transcript.stored.error && transcript.utterances.length === 0 ? (
            <Failed error={transcript.stored.error} retry={transcript.stored.refetch} />
          ) : (
            <Transcript utterances={transcript.utterances} startedAt={interaction.started_at} segments={interaction.segments} live={transcript.live} label={t("transcript.title")} selected={selected} onSelect={marks ? setSelected : undefined} saying={heard.saying} onPlay={heard.onPlay} />
          )}
          {marks && <Bookmarks interaction={interaction.id} startedAt={interaction.started_at} utterances={transcript.utterances} selected={selected} onSelect={setSelected} />}
        </section>
        <div className={classes.stack}>
          <Facts of={interaction} />
          <SeenEvaluations interaction={interaction} />
          <Whispered interaction={interaction} />
          <Watches interaction={interaction.id} endedAt={interaction.ended_at} later={mine && session.policy.disclose_watching === "after" && interaction.status === "live"} />
        </div>
      </div>
    </Page>
  );
}

/** What was whispered, answered and asked, to who leads the team and to its agent. */
function Whispered({ interaction }: { interaction: Interaction }) {
  const { t } = useTranslation();
  const { user, teams } = useSession();
  const leads = teams.some(({ id, relation }) => relation === "lead" && id === interaction.team);
  const had = (interaction.segments ?? []).some(({ agent }) => agent === user.id);
  const talk = useTalk(interaction.id, leads || had);
  if (!talk.data?.length) return null;
  return (
    <Section title={t("talk.title")} id="whispers">
      <Card>
        <Talk list={talk.data} label={t("talk.list")} me={user.id} />
      </Card>
    </Section>
  );
}

/** Leads to the evaluation that there is, and offers another only to who has none. */
function Scoring({ interaction, onScore }: { interaction: Interaction; onScore: () => void }) {
  const { t } = useTranslation();
  const me = useSession().user.id;
  const list = (interaction.evaluations ?? []).filter(({ status, purpose }) => status !== "withdrawn" && purpose !== "self");
  const own = list.find(({ evaluator }) => evaluator === me);
  const there = own ?? list.find(({ status }) => status !== "draft");
  const draft = there?.status === "draft";
  return (
    <>
      {there && (
        <Button component={Link} to={draft ? `/score/${there.id}` : `/evaluations/${there.id}`}>
          {t(draft ? "interaction.open_draft" : "interaction.open_evaluation")}
        </Button>
      )}
      {!own && (
        <Button variant={there ? "default" : "filled"} onClick={onScore} rightSection={<kbd>S</kbd>}>
          {t(there ? "interaction.score_too" : "interaction.score_this")}
        </Button>
      )}
    </>
  );
}

/** To its agent: their own evaluation of it, until another can be read. */
function OwnEvaluation({ interaction }: { interaction: Interaction }) {
  const { t } = useTranslation();
  const list = (interaction.evaluations ?? []).filter(({ status }) => status !== "withdrawn");
  const self = list.find(({ purpose }) => purpose === "self");
  if (self)
    return (
      <Button variant="default" component={Link} to={self.status === "draft" ? `/score/${self.id}` : `/evaluations/${self.id}`}>
        {t(self.status === "draft" ? "comparing.self_on" : "comparing.self_read")}
      </Button>
    );
  return list.length === 0 && <EvaluateSelf interaction={interaction.id} />;
}

function SeenEvaluations({ interaction }: { interaction: Interaction }) {
  const { t } = useTranslation();
  const list = interaction.evaluations ?? [];
  if (list.length === 0) return null;
  return (
    <Section title={t("evaluations.title")}>
      <Card>
        <ul>
          {list.map((evaluation) => (
            <li key={evaluation.id}>
              <Link to={evaluation.status === "draft" ? "/score/$id" : "/evaluations/$id"} params={{ id: evaluation.id }}>
                {evaluation.purpose !== "review" && `${t(`purpose.${evaluation.purpose}`)} `}
                {t("evaluation.by", { name: evaluation.evaluator_name })}
              </Link>{" "}
              <span className={classes.quiet}>{t(`status.${evaluation.status}`)}</span>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

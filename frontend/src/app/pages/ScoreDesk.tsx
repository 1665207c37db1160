import { Button, SegmentedControl } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Evaluation, Interaction, Scorecard } from "@/api/types";
import { Bookmarks } from "@/features/interactions/Bookmarks";
import { useBookmarkKeys } from "@/features/interactions/useBookmarkKeys";
import { CardLanguage } from "@/parts/CardLanguage";
import { DiscardDraft } from "@/features/scoring/DiscardDraft";
import { SoundPanel } from "@/features/recordings/SoundPanel";
import { useHeard } from "@/features/recordings/useHeard";
import { useSoundKeys } from "@/features/recordings/useSoundKeys";
import { AfterSubmit } from "@/features/scoring/AfterSubmit";
import { ScoringForm } from "@/features/scoring/ScoringForm";
import { answerOf, evidenceMarks, pinnedSpans, type Move, type Sheet } from "@/features/scoring/sheet";
import { useFinish } from "@/features/scoring/useFinish";
import { useScoring } from "@/features/scoring/useScoring";
import { useScoringKeys } from "@/features/scoring/useScoringKeys";
import { useTranscript } from "@/live/hooks";
import { ChannelName } from "@/parts/ChannelName";
import { OriginText } from "@/parts/OriginText";
import { Page } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Failed, Loading } from "@/parts/States";
import { dayAndHour } from "@/parts/time";
import { Transcript } from "@/parts/Transcript";
import { useNextInQueue } from "./next-in-queue";
import classes from "./pages.module.css";

interface Props {
  evaluation: Evaluation;
  scorecard: Scorecard;
  interaction: Interaction;
}

const submittedWords = { review: "scoring.submitted", double: "comparing.submitted_double", calibration: "comparing.submitted_calibration", self: "comparing.after_self" } as const;

export function ScoreDesk({ evaluation, scorecard, interaction }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [shown, setShown] = useState("form");
  const transcript = useTranscript(interaction.id, interaction.status === "live");
  const scoring = useScoring(evaluation, scorecard);
  const { sheet, move, autosave, saver } = scoring;
  const next = useNextInQueue(interaction.id);
  const self = evaluation.purpose === "self";
  const finishing = useFinish({
    evaluation,
    sheet,
    autosave,
    saver,
    move,
    onDone: (how) => {
      if (how !== "next" || self) return; // the page itself says what has become of it
      notifications.show({ message: t(submittedWords[evaluation.purpose], { name: evaluation.agent_name }) });
      next.open(true);
    },
  });
  const draft = evaluation.status === "draft";
  const heard = useHeard(interaction.id, interaction, transcript.utterances);
  const spans = useMemo(() => pinnedSpans(sheet), [sheet]);
  const pin = () => {
    const { chosen } = heard.player.read();
    if (!draft || !chosen) return;
    move({ type: "pin", span: chosen });
    heard.player.choose(null);
  };
  useSoundKeys(heard.player, heard.there, draft, () => sheet.selected !== null && heard.onPlay?.(sheet.selected));
  useScoringKeys({
    sheet,
    move: (step) => {
      if (step.type === "mark" && heard.player.read().chosen) pin();
      else if (draft || step.type === "select") move(step);
    },
    utterances: transcript.utterances,
    finish: (how) => draft && !finishing.pending && finishing.finish(how),
  });

  useBookmarkKeys({ interaction: interaction.id, enabled: !self, selected: sheet.selected, onSelect: (pos) => move({ type: "select", pos }), question: sheet.questions[sheet.current]?.id });

  const label = t("transcript.of", { name: evaluation.agent_name });
  return (
    <Page
      fill
      actions={
        draft && (
          <>
            <CardLanguage of={scorecard} />
            {evaluation.may.discard && <DiscardDraft evaluation={evaluation} autosave={autosave} onGone={() => void navigate({ to: "/evaluations" })} />}
          </>
        )
      }
      title={self ? t("comparing.self_title") : t("scoring.of", { name: evaluation.agent_name })}
      sub={
        <>
          <ChannelName of={evaluation.channel} /> · <Written text={evaluation.subject} />
          {evaluation.subject && " · "}
          {scorecard.name && `${scorecard.name} · `}
          {evaluation.purpose === "review" ? <OriginText of={evaluation} /> : t(`purpose.${evaluation.purpose}`)}
          {draft && evaluation.due_at && ` · ${t("comparing.due", { when: dayAndHour(evaluation.due_at) })}`}
        </>
      }
    >
      <div className={classes.switch}>
        <SegmentedControl
          fullWidth
          value={shown}
          onChange={setShown}
          aria-label={t("scoring.show")}
          data={[
            { value: "form", label: t("scoring.form") },
            { value: "transcript", label: t("transcript.title") },
          ]}
        />
      </div>
      <div className={classes.split} data-show={shown}>
        <section className={classes.panel} aria-label={t("transcript.title")}>
          <div className={classes.panelHead}>
            <span>{t(transcript.live ? "transcript.live" : "transcript.title")}</span>
            {draft && <EvidenceTool sheet={sheet} move={move} />}
          </div>
          <SoundPanel interaction={interaction.id} channel={interaction.channel} player={heard.player} spans={spans} onPin={draft ? pin : undefined} />
          {transcript.loading ? (
            <Loading rows={8} />
          ) : transcript.stored.error && transcript.utterances.length === 0 ? (
            <Failed error={transcript.stored.error} retry={transcript.stored.refetch} />
          ) : (
            <Transcript
              utterances={transcript.utterances}
              startedAt={interaction.started_at}
              segments={interaction.segments}
              live={transcript.live}
              label={label}
              marks={evidenceMarks(sheet)}
              saying={heard.saying}
              onPlay={heard.onPlay}
              selected={sheet.selected}
              onSelect={(pos) => move({ type: "select", pos })}
            />
          )}
          {!self && <Bookmarks interaction={interaction.id} startedAt={interaction.started_at} utterances={transcript.utterances} selected={sheet.selected} onSelect={(pos) => move({ type: "select", pos })} />}
        </section>
        <section className={classes.panel} aria-label={t("scoring.form")}>
          {draft ? (
            <ScoringForm evaluation={evaluation} scorecard={scorecard} utterances={transcript.utterances} onHear={heard.onHear} scoring={scoring} finishing={finishing} />
          ) : (
            <AfterSubmit evaluation={evaluation} onNext={self ? undefined : () => next.open(false)} looking={next.looking} />
          )}
        </section>
      </div>
    </Page>
  );
}

function EvidenceTool({ sheet, move }: { sheet: Sheet; move: (move: Move) => void }) {
  const { t } = useTranslation();
  const question = sheet.questions[sheet.current];
  if (sheet.selected === null || !question)
    return (
      <div className={classes.panelTools}>
        <p>{t("scoring.mark_hint")}</p>
      </div>
    );
  const marked = answerOf(sheet, question.id).evidence.includes(sheet.selected);
  return (
    <div className={classes.panelTools}>
      <Button size="compact-sm" variant="subtle" onClick={() => move({ type: "mark" })} rightSection={<kbd>P</kbd>}>
        {t(marked ? "scoring.unmark_this" : "scoring.mark")}
      </Button>
    </div>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { disputeQuery, disputeUtterancesQuery } from "@/api/disputes";
import { interactionQuery } from "@/api/interactions";
import type { Dispute, Scorecard } from "@/api/types";
import { useCard } from "@/parts/useCard";
import { Contested } from "@/features/disputes/Contested";
import { Decide } from "@/features/disputes/Decide";
import { OwnSide } from "@/features/disputes/OwnSide";
import { useTranscript } from "@/live/hooks";
import { inReadingOrder } from "@/live/order";
import { Page, Section } from "@/parts/Page";
import { Empty, Failed, Loaded, Loading } from "@/parts/States";
import { Written } from "@/parts/Said";
import { Transcript } from "@/parts/Transcript";
import { useSession } from "../session";
import classes from "./pages.module.css";

export function DisputePage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/disputes/$id" });
  const dispute = useQuery(disputeQuery(id));
  const scorecard = useCard(dispute.data?.scorecard_version);
  if (dispute.data && scorecard.data) return <Inside dispute={dispute.data} scorecard={scorecard.data} />;
  return (
    <Page title={t("dispute.title")}>
      <Loaded query={{ ...(scorecard.error ? scorecard : dispute), data: undefined }}>{() => null}</Loaded>
    </Page>
  );
}

function Inside({ dispute, scorecard }: { dispute: Dispute; scorecard: Scorecard }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const deciding = dispute.may.resolve;
  const arbiter = [dispute.arbiter, dispute.decided_by].includes(user.id); // whose reading ends with the decision
  const facts = useQuery({ ...interactionQuery(dispute.interaction), retry: false, enabled: deciding === arbiter });
  const own = useTranscript(dispute.interaction, deciding || arbiter ? undefined : false);
  const shown = useQuery({ ...disputeUtterancesQuery(dispute.id), enabled: deciding });
  const toDecide = useMemo(() => inReadingOrder(shown.data ?? []), [shown.data]);
  const transcript = deciding ? { utterances: toDecide, stored: shown, loading: shown.isPending } : own;
  const [selected, setSelected] = useState<number | null>(null);
  const dimension = scorecard.dimensions.find((d) => d.questions.some((q) => q.id === dispute.question));
  const question = dimension?.questions.find((q) => q.id === dispute.question);
  const marks = useMemo(() => new Map(dispute.evidence.map((u) => [u.pos, dimension ? [dimension.key] : []])), [dispute.evidence, dimension]);
  const hidden = deciding === arbiter ? transcript.stored.error !== null && transcript.utterances.length === 0 : !deciding;
  return (
    <Page title={t("dispute.by", { name: dispute.opened_by_name })} sub={<Sub dispute={dispute} subject={facts.data?.subject ?? scorecard.name} />}>
      <div className={hidden && !dispute.may.resolve ? classes.stack : classes.columns}>
        <div className={classes.stack}>
          {question ? (
            <>
              <Contested dispute={dispute} question={question} />
              {dispute.may.state && (
                <Section title={t("dispute.your_side")} id="side">
                  <OwnSide dispute={dispute} />
                </Section>
              )}
              {dispute.may.resolve && (
                <Section title={t("dispute.decision")} id="decide">
                  <Decide dispute={dispute} question={question} />
                </Section>
              )}
            </>
          ) : (
            <Empty title={t("fault.not_found")} text={t("fault.not_found_why")} />
          )}
          {hidden && !dispute.may.resolve && <p className={classes.quiet}>{t("dispute.no_transcript")}</p>}
        </div>
        {(!hidden || dispute.may.resolve) && (
          <section className={`${classes.panel} ${classes.sticky}`} aria-label={t("transcript.title")}>
            <div className={classes.panelHead}>{t("transcript.title")}</div>
            {transcript.loading ? (
              <Loading />
            ) : hidden ? (
              <Failed error={transcript.stored.error} retry={transcript.stored.refetch} />
            ) : (
              <Transcript
                compact
                utterances={transcript.utterances}
                startedAt={facts.data?.started_at ?? transcript.utterances[0]?.at ?? ""}
                label={t("transcript.title")}
                marks={marks}
                selected={selected ?? dispute.evidence[0]?.pos ?? null}
                onSelect={setSelected}
              />
            )}
          </section>
        )}
      </div>
    </Page>
  );
}

function Sub({ dispute, subject }: { dispute: Dispute; subject: string }) {
  const { t } = useTranslation();
  const me = useSession().user.id;
  const whose = dispute.arbiter === me ? "dispute.proposed_you" : dispute.arbiter ? "dispute.proposed" : "dispute.proposed_nobody";
  return (
    <>
      <Written text={subject} />
      {dispute.may.resolve && ` · ${t(whose, { name: dispute.arbiter_name })}`}
    </>
  );
}

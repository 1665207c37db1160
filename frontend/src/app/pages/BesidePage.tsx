import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { evaluationQuery } from "@/api/evaluations";
import type { Evaluation } from "@/api/types";
import { useTranscript } from "@/live/hooks";
import { Page } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Loaded } from "@/parts/States";
import { SideBySide } from "./SideBySide";

export function BesidePage() {
  const { t } = useTranslation();
  const { id, other } = useParams({ from: "/inside/evaluations/$id/beside/$other" });
  const left = useQuery(evaluationQuery(id));
  const right = useQuery(evaluationQuery(other));
  if (left.data && right.data) return <Both left={left.data} right={right.data} />;
  return (
    <Page title={t("comparing.title")}>
      <Loaded query={{ ...(left.error ? left : right), data: undefined }} rows={8}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function Both({ left, right }: { left: Evaluation; right: Evaluation }) {
  const { t } = useTranslation();
  const transcript = useTranscript(left.interaction, false);
  const nameOf = (one: Evaluation) => t("comparing.named", { name: one.evaluator_name, purpose: t(`purpose.${one.purpose}`) });
  const lead = (one: Evaluation) => (
    <Link to="/evaluations/$id" params={{ id: one.id }}>
      {nameOf(one)}
    </Link>
  );
  return (
    <Page
      title={t("comparing.title")}
      sub={
        <>
          {left.agent_name} {left.subject && "· "}
          <Written text={left.subject} /> · {lead(left)} · {lead(right)}
        </>
      }
    >
      <SideBySide left={left} right={right} utterances={transcript.utterances} names={[nameOf(left), nameOf(right)]} />
    </Page>
  );
}

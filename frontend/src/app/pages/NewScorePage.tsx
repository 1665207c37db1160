import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { usableScorecardsQuery, startEvaluation } from "@/api/evaluations";
import { interactionQuery } from "@/api/interactions";
import { NextSample } from "@/features/offers/NextSample";
import { ScorecardChoice } from "@/features/scoring/ScorecardChoice";
import { Page } from "@/parts/Page";
import { Empty, Failed, Loading } from "@/parts/States";

/** Makes the draft, or finds the one that was begun, and goes on to it; an offer that comes next is shown first. */
export function NewScorePage() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { interaction, scorecard, offer } = useSearch({ from: "/inside/score/new" });
  const facts = useQuery({ ...interactionQuery(interaction ?? ""), enabled: !!interaction });
  const cards = useQuery(usableScorecardsQuery);
  const starting = useMutation({
    mutationFn: startEvaluation,
    onSuccess: (draft) => {
      cache.setQueryData(["evaluations", "one", draft.id], draft);
      void navigate({ to: "/score/$id", params: { id: draft.id }, replace: true });
    },
  });
  const { mutate } = starting;
  const only = cards.data?.length === 1 ? cards.data[0]?.id : undefined;
  const chosen = scorecard ?? facts.data?.sample?.scorecard ?? (facts.data ? only : undefined);
  const begun = useRef("");

  useEffect(() => {
    if (offer && facts.data && facts.data.sample?.id !== offer) void navigate({ to: "/score/new", search: { interaction, scorecard }, replace: true });
  }, [offer, facts.data, interaction, scorecard, navigate]);

  useEffect(() => {
    const key = `${interaction} ${chosen}`;
    if (offer || !interaction || !chosen || begun.current === key) return;
    begun.current = key;
    mutate({ interaction, scorecard: chosen });
  }, [offer, interaction, chosen, mutate]);

  const choose = (id: string) => void navigate({ to: "/score/new", search: { interaction, scorecard: id }, replace: true });
  const begin = () => void navigate({ to: "/score/new", search: { interaction, scorecard }, replace: true });
  const next = offer && facts.data?.sample?.id === offer ? facts.data.sample : undefined;
  const retry = () => interaction && chosen && mutate({ interaction, scorecard: chosen });
  return (
    <Page title={t("scoring.title")} sub={chosen || offer ? undefined : t("scorecards.choose")}>
      {!interaction ? (
        <Empty title={t("scoring.nothing")} text={t("scoring.nothing_text")} />
      ) : next ? (
        <NextSample offer={{ ...next, channel: facts.data!.channel }} onBegin={begin} onGivenBack={() => void navigate({ to: "/queue" })} />
      ) : starting.error ? (
        <Failed error={starting.error} retry={retry} busy={starting.isPending} />
      ) : facts.error && !scorecard ? (
        <Failed error={facts.error} retry={facts.refetch} />
      ) : chosen || facts.isPending ? (
        <Loading rows={6} />
      ) : (
        <ScorecardChoice onChoose={choose} />
      )}
    </Page>
  );
}

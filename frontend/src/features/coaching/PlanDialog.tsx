import { Button, Checkbox, Group, Modal, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askPeer, planSession, reviewDraftQuery, suggestionsQuery } from "@/api/coaching";
import type { CoachedAgent, Suggestion } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { fieldFaults } from "@/parts/fields";
import { FaultLine, Loaded } from "@/parts/States";
import { MethodChoice, methods, type Method } from "./MethodChoice";
import { PeerFields, type PeerForm } from "./PeerFields";
import { lastQuarter, reviewOf } from "./review";
import { ReviewFields, reviewFaults } from "./ReviewFields";
import { instant, tomorrow, WhenFields } from "./WhenFields";
import classes from "./coaching.module.css";

/** With whom a session is planned, and the request that it answers. */
export type Coachee = Pick<CoachedAgent, "agent" | "agent_name"> & { request?: string };

/** Plans a session by its method: when, and what it is about, drawn from the agent's evaluations. */
export function PlanDialog({ agent, onClose, onPlanned }: { agent: Coachee; onClose: () => void; onPlanned: (id: string) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [when, setWhen] = useState(tomorrow);
  const [chosen, setChosen] = useState<string[]>();
  const [method, setMethod] = useState<Method>("one_to_one");
  const [review, setReview] = useState(lastQuarter);
  const [peer, setPeer] = useState<PeerForm>({ peer: null, focus: "" });
  const draft = useQuery({ ...reviewDraftQuery(agent.agent, review.from, review.to), enabled: method === "formal_review" });
  const suggestions = useQuery(suggestionsQuery(agent.agent));
  const ticked = chosen ?? suggestions.data?.slice(0, 1).map((one) => one.question) ?? [];
  const planning = useMutation({
    mutationFn: () => {
      const at = { agent: agent.agent, starts_at: instant(when.local), minutes: when.minutes };
      if (method === "peer") return askPeer({ ...at, peer: peer.peer!, focus: peer.focus.trim() });
      return planSession({
        ...at,
        method,
        ...(agent.request && { request: agent.request }),
        ...(method === "formal_review" && { review: reviewOf(review, draft.data) }),
        agenda:
          method === "formal_review" ? [] : (suggestions.data ?? []).filter((one) => ticked.includes(one.question)).map(({ evaluation, question }) => ({ evaluation, question, note: "" })),
      });
    },
    onSuccess: ({ id }) => {
      notifications.show({ message: t("coaching.planned_done", { name: agent.agent_name }) });
      onPlanned(id);
    },
    onSettled: () => {
      for (const key of ["coaching", "requests"]) void cache.invalidateQueries({ queryKey: [key] });
    },
  });
  const { errors, rest } = fieldFaults(planning.error, ["starts_at", "minutes", "peer", "focus", ...reviewFaults]);
  return (
    <Modal opened onClose={onClose} title={t("coaching.plan_with", { name: agent.agent_name })} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          planning.mutate();
        }}
      >
        <Stack gap="md">
          <MethodChoice of={agent.request ? methods.filter((one) => one !== "peer") : methods} value={method} onChange={setMethod} />
          <WhenFields value={when} onChange={setWhen} errors={errors} />
          {method === "formal_review" && <ReviewFields agent={agent.agent} value={review} errors={errors} onChange={setReview} />}
          {method === "peer" && <PeerFields agent={agent.agent} value={peer} errors={errors} onChange={setPeer} />}
          {method === "one_to_one" && <Agenda query={suggestions} ticked={ticked} onChange={setChosen} />}
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={(method === "peer" && !peer.peer) || (method === "formal_review" && !draft.data)} loading={planning.isPending}>
              {t("coaching.plan")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Agenda({ query, ticked, onChange }: { query: UseQueryResult<Suggestion[]>; ticked: string[]; onChange: (questions: string[]) => void }) {
  const { t } = useTranslation();
  return (
    <Loaded query={query} rows={2}>
      {(list) =>
        list.length === 0 ? (
          <p className={classes.quiet}>{t("coaching.no_suggestions")}</p>
        ) : (
          <Checkbox.Group label={t("coaching.suggested")} description={t("coaching.suggested_means")} value={ticked} onChange={onChange}>
            <Stack gap="xs" mt="xs">
              {list.map((one) => (
                <Suggested key={one.question} of={one} />
              ))}
            </Stack>
          </Checkbox.Group>
        )
      }
    </Loaded>
  );
}

const enoughToRank = 10;

function Suggested({ of }: { of: Suggestion }) {
  const { t } = useTranslation();
  return (
    <Checkbox
      value={of.question}
      label={
        <>
          <DimensionBadge of={of.dimension} /> {of.question_text}
        </>
      }
      description={t(of.n < enoughToRank ? "coaching.suggestion_few" : "coaching.suggestion_rests", { mean: Math.round(of.mean), count: of.n })}
    />
  );
}

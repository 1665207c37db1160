import { Anchor, Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { declineRequest, withdrawRequest } from "@/api/feedback";
import type { CoachingRequest } from "@/api/types";
import { AskReason } from "@/parts/AskReason";
import { ItemRow, Items } from "@/parts/ItemRow";
import { useSpoken, Written } from "@/parts/Said";
import { FaultLine } from "@/parts/States";
import { Time } from "@/parts/Time";

interface Props {
  rows: CoachingRequest[];
  label: string;
  onPlan?: (request: CoachingRequest) => void;
}

/** Who asks for coaching, with what its reader may do: plan it, decline it, or take it back. */
export function RequestRows({ rows, label, onPlan }: Props) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const cache = useQueryClient();
  const [declining, setDeclining] = useState<CoachingRequest | null>(null);
  const onSettled = () => cache.invalidateQueries({ queryKey: ["requests"] });
  const decline = useMutation({ mutationFn: (reason: string) => declineRequest(declining!, reason), onSuccess: () => setDeclining(null), onSettled });
  const withdraw = useMutation({ mutationFn: withdrawRequest, onSettled });
  return (
    <>
      <FaultLine error={withdraw.error} />
      <Items label={label}>
        {rows.map((row) => (
          <ItemRow
            key={row.id}
            label={`${row.agent_name}: ${spoken(row.words)}`}
            title={<Written text={row.words} />}
            lead={row.question_text}
            meta={[
              row.agent_name,
              t(`asking.status_${row.status}`),
              <Time key="when" at={row.created_at} />,
              row.reason && <Written key="why" text={t("asking.because", { reason: row.reason })} />,
              row.session && (
                <Anchor key="session" component={Link} to={`/coaching/${row.session}`}>
                  {t("asking.session")}
                </Anchor>
              ),
            ]}
            actions={
              <>
                {row.may.plan && onPlan && (
                  <Button variant="default" onClick={() => onPlan(row)}>
                    {t("coaching.plan")}
                  </Button>
                )}
                {row.may.decline && (
                  <Button variant="subtle" onClick={() => setDeclining(row)}>
                    {t("asking.decline")}
                  </Button>
                )}
                {row.may.withdraw && (
                  <Button variant="subtle" loading={withdraw.isPending && withdraw.variables.id === row.id} onClick={() => withdraw.mutate(row)}>
                    {t("asking.withdraw")}
                  </Button>
                )}
              </>
            }
          />
        ))}
      </Items>
      {declining && (
        <AskReason
          title={t("asking.decline_title", { name: declining.agent_name })}
          text={t("asking.decline_text")}
          label={t("coaching.why")}
          confirm={t("asking.decline")}
          required
          pending={decline.isPending}
          error={decline.error}
          onClose={() => setDeclining(null)}
          onConfirm={(reason) => decline.mutate(reason)}
        />
      )}
    </>
  );
}

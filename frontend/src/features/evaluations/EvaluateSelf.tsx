import { Button, Select } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { evaluateSelf } from "@/api/comparing";
import { usableScorecardsQuery } from "@/api/evaluations";
import { FaultLine } from "@/parts/States";
import classes from "./evaluations.module.css";

/** Begins an agent's own evaluation of an interaction of theirs; which scorecard is asked only where there are several. */
export function EvaluateSelf({ interaction, primary }: { interaction: string; primary?: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cards = useQuery(usableScorecardsQuery).data ?? [];
  const [card, setCard] = useState<string | null>(null);
  const chosen = cards.length === 1 ? cards[0]!.id : card;
  const starting = useMutation({
    mutationFn: () => evaluateSelf(interaction, chosen!),
    onSuccess: (draft) => void navigate({ to: "/score/$id", params: { id: draft.id } }),
  });
  if (cards.length === 0) return null;
  return (
    <div className={classes.self}>
      {cards.length > 1 && <Select aria-label={t("comparing.self_card")} placeholder={t("comparing.self_card")} data={cards.map(({ id, name }) => ({ value: id, label: name }))} value={card} onChange={setCard} />}
      <Button variant={primary ? "filled" : "default"} disabled={!chosen} loading={starting.isPending} onClick={() => starting.mutate()}>
        {t("comparing.self_do")}
      </Button>
      <FaultLine error={starting.error} />
    </div>
  );
}

import { Button, Checkbox, Group, Modal, Select, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { assign, evaluatorsQuery, handOver } from "@/api/offers";
import type { Evaluator, Offer } from "@/api/types";
import { FaultLine, Loaded } from "@/parts/States";
import { languageOf } from "./language";
import classes from "./offers.module.css";

interface Props {
  offer: Offer;
  /** Whether somebody hands on what is theirs, with a reason. */
  hands: boolean;
  onClose: () => void;
  onDone: () => void;
}

/** Gives a sample to an evaluator: who suits best stands first, and it is said what speaks against the others. */
export function GiveDialog({ offer, hands, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [anyway, setAnyway] = useState(false);
  const evaluators = useQuery(evaluatorsQuery(offer.id));
  const giving = useMutation({
    mutationFn: (evaluator: string) =>
      hands ? handOver(offer.id, { evaluator, anyway, reason: reason.trim() }) : assign(offer.id, { evaluator, anyway }),
    onSuccess: (given) => {
      notifications.show({ message: t(hands ? "give.handed" : "offers.assigned", { name: given.claimed_by_name }) });
      onClose();
    },
    onError: () => cache.invalidateQueries(evaluatorsQuery(offer.id)), // somebody may be full or absent by now
    onSettled: onDone,
  });
  const named = useNamed(offer);
  const to = evaluators.data?.find((one) => one.id === chosen);
  const away = to && (to.absent || to.full);
  const ready = to && !to.barred && (!hands || reason.trim()) && (!away || anyway);
  return (
    <Modal opened onClose={onClose} title={t(hands ? "give.hand_title" : "give.assign_title")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) giving.mutate(to.id);
        }}
      >
        <p>{t(hands ? "give.hand_text" : "give.assign_text")}</p>
        <Loaded query={evaluators} rows={1} empty={{ title: t("offers.no_evaluators"), text: t("offers.no_evaluators_text") }}>
          {(list) => (
            <Select
              label={t("offers.evaluator")}
              data={list.map((one) => ({ value: one.id, label: named(one), disabled: !!one.barred }))}
              value={chosen}
              onChange={(id) => {
                setChosen(id);
                setAnyway(false);
              }}
              searchable
              required
              data-autofocus
            />
          )}
        </Loaded>
        {to?.speaks === false && <p className={classes.line}>{t("give.language", { name: to.name, language: languageOf(offer.language) })}</p>}
        {away && (
          <Checkbox
            mt="sm"
            label={t("give.anyway", { name: to.name })}
            description={t(to.absent ? "give.anyway_absent" : "give.anyway_full", { name: to.name })}
            checked={anyway}
            onChange={(event) => setAnyway(event.currentTarget.checked)}
          />
        )}
        {hands && <Why reason={reason} onChange={setReason} />}
        <FaultLine error={giving.error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={!ready} loading={giving.isPending}>
            {t(hands ? "give.hand" : "offers.assign_confirm")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function Why({ reason, onChange }: { reason: string; onChange: (words: string) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap="xs" mt="sm">
        {[t("give.busy"), t("give.known")].map((words) => (
          <Button key={words} size="xs" variant="default" onClick={() => onChange(words)}>
            {words}
          </Button>
        ))}
      </Group>
      <Textarea label={t("give.reason")} autosize minRows={2} my="sm" maxLength={4000} required value={reason} onChange={(e) => onChange(e.currentTarget.value)} />
    </>
  );
}

/** Somebody with what they hold and what speaks against giving them more. */
function useNamed(offer: Offer) {
  const { t } = useTranslation();
  return (one: Evaluator) =>
    [
      one.capacity === undefined ? t("give.person", { name: one.name, count: one.to_score }) : t("give.person_of", { name: one.name, count: one.to_score, most: one.capacity }),
      one.same_pool && t("give.same_pool"),
      one.barred && t(`give.${one.barred}`),
      one.absent && t("give.absent"),
      one.full && t("give.full"),
      one.speaks === false && t("give.silent", { language: languageOf(offer.language) }),
    ]
      .filter(Boolean)
      .join(" · ");
}

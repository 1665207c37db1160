import { Button, Group, Modal, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { evaluatorsQuery } from "@/api/offers";
import type { Offer } from "@/api/types";
import { FaultLine, Loaded } from "@/parts/States";

interface Props {
  offer: Offer;
  pending: boolean;
  error?: unknown;
  onClose: () => void;
  onAssign: (evaluator: string) => void;
}

/** Chooses the evaluator who is to score a sample; who holds least stands first. */
export function AssignDialog({ offer, pending, error, onClose, onAssign }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const evaluators = useQuery(evaluatorsQuery(offer.id));
  return (
    <Modal opened onClose={onClose} title={t("offers.assign_title")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) onAssign(chosen);
        }}
      >
        <p>{t("offers.assign_text")}</p>
        <Loaded query={evaluators} rows={1} empty={{ title: t("offers.no_evaluators"), text: t("offers.no_evaluators_text") }}>
          {(list) => (
            <Select
              label={t("offers.evaluator")}
              data={list.map((one) => ({ value: one.id, label: t("offers.evaluator_load", { name: one.name, count: one.to_score }) }))}
              value={chosen}
              onChange={setChosen}
              searchable
              required
              data-autofocus
            />
          )}
        </Loaded>
        <FaultLine error={error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={!chosen} loading={pending}>
            {t("offers.assign_confirm")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

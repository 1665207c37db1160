import { Button, Group, Modal, NumberInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loadsQuery, setCapacity } from "@/api/evaluators";
import type { EvaluatorLoad } from "@/api/types";
import { ItemRow, Items } from "@/parts/ItemRow";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { FaultLine, Loaded } from "@/parts/States";
import { boundOf, mostSamples } from "./bound";

/** What each evaluator holds and is to hold at once. */
export function Capacities() {
  const { t } = useTranslation();
  const loads = useInfiniteQuery(loadsQuery);
  const [edited, setEdited] = useState<EvaluatorLoad | null>(null);
  return (
    <Section title={t("desk.capacity")} id="capacity">
      <Loaded query={loads} empty={{ title: t("desk.none"), text: t("desk.none_text") }}>
        {(rows) => (
          <Items label={t("desk.capacity")}>
            {rows.map((one) => (
              <ItemRow
                key={one.id}
                label={one.name}
                title={one.name}
                meta={[
                  t("desk.holds", { count: one.to_score }),
                  one.doubles > 0 && t("desk.doubles", { count: one.doubles }),
                  one.capacity === undefined ? t("desk.no_bound") : t("desk.at_most", { count: one.capacity }),
                  one.absent && t("give.absent"),
                  one.languages.length > 0 && t("desk.speaks", { languages: one.languages.join(", ") }),
                ]}
                actions={
                  <Button variant="default" aria-label={t("desk.set_of", { name: one.name })} onClick={() => setEdited(one)}>
                    {t("desk.set")}
                  </Button>
                }
              />
            ))}
          </Items>
        )}
      </Loaded>
      <MoreButton query={loads} />
      {edited && <CapacityForm of={edited} onClose={() => setEdited(null)} />}
    </Section>
  );
}

function CapacityForm({ of, onClose }: { of: EvaluatorLoad; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [most, setMost] = useState<number | string>(of.capacity ?? "");
  const bound = boundOf(most);
  const saving = useMutation({
    mutationFn: (capacity: number | null) => setCapacity(of, capacity ?? undefined),
    onSuccess: onClose,
    onSettled: () => void cache.invalidateQueries({ queryKey: loadsQuery.queryKey }),
  });
  return (
    <Modal opened onClose={onClose} title={t("desk.set_of", { name: of.name })} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (bound !== undefined) saving.mutate(bound);
        }}
      >
        <NumberInput
          label={t("desk.most")}
          description={t("desk.most_means")}
          error={bound === undefined && t("desk.most_wrong", { most: mostSamples })}
          min={1}
          max={mostSamples}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          data-autofocus
          value={most}
          onChange={setMost}
        />
        <FaultLine error={saving.error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={bound === undefined} loading={saving.isPending}>
            {t("save_changes")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

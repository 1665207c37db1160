import { Button, Group, Modal, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askDouble, secondEvaluatorsQuery } from "@/api/comparing";
import type { Evaluation } from "@/api/types";
import { FaultLine } from "@/parts/States";

/** Has an evaluator of another team score the same, without knowing this one. */
export function AskDouble({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [evaluator, setEvaluator] = useState<string | null>(null);
  const able = useQuery({ ...secondEvaluatorsQuery(evaluation.id), enabled: opened });
  const asking = useMutation({
    mutationFn: () => askDouble(evaluation.id, evaluator!),
    onSuccess: ({ evaluator_name: name }) => {
      notifications.show({ message: t("comparing.asked", { name }) });
      setOpened(false);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ["evaluations"] }),
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t("comparing.ask")}
      </Button>
      {opened && (
        <Modal opened onClose={() => setOpened(false)} title={t("comparing.ask")} closeButtonProps={{ "aria-label": t("close") }}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              asking.mutate();
            }}
          >
            <p>{t("comparing.ask_means")}</p>
            <Select
              my="sm"
              searchable
              label={t("comparing.by_whom")}
              description={able.data?.length === 0 ? t("comparing.nobody") : undefined}
              nothingFoundMessage={t(able.isLoading ? "list.loading" : "filter.nobody")}
              data={(able.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={evaluator}
              onChange={setEvaluator}
            />
            <FaultLine error={asking.error ?? able.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpened(false)}>
                {t("cancel")}
              </Button>
              <Button type="submit" disabled={!evaluator} loading={asking.isPending}>
                {t("comparing.ask")}
              </Button>
            </Group>
          </form>
        </Modal>
      )}
    </>
  );
}

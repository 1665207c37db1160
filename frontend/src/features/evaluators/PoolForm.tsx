import { Button, Group, Modal, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changePool, endPool, makePool, poolChoicesQuery, type PoolValues } from "@/api/evaluators";
import type { Pool } from "@/api/types";
import { FaultLine, Loaded } from "@/parts/States";

const options = (list: { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));

export function PoolForm({ pool, onClose }: { pool?: Pool; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const choices = useQuery(poolChoicesQuery);
  const [values, setValues] = useState<PoolValues>({ name: pool?.name ?? "", members: pool?.members.map(({ id }) => id) ?? [], teams: pool?.teams.map(({ id }) => id) ?? [] });
  const change = (part: Partial<PoolValues>) => setValues((known) => ({ ...known, ...part }));
  const done = { onSuccess: onClose, onSettled: () => void cache.invalidateQueries({ queryKey: ["pools", "list"] }) };
  const saving = useMutation({ mutationFn: async () => void (await (pool ? changePool(pool, values) : makePool(values))), ...done });
  const ending = useMutation({ mutationFn: async (one: Pool) => void (await endPool(one)), ...done });
  return (
    <Modal opened onClose={onClose} title={t(pool ? "pool.edit" : "pool.add")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput label={t("pool.name")} required data-autofocus maxLength={100} value={values.name} onChange={(e) => change({ name: e.currentTarget.value })} />
          <Loaded query={choices} rows={2}>
            {({ evaluators, teams }) => (
              <>
                <MultiSelect label={t("pool.members")} data={options(evaluators)} searchable value={values.members} onChange={(members) => change({ members })} />
                <MultiSelect label={t("pool.teams")} description={t("pool.teams_means")} data={options(teams)} searchable value={values.teams} onChange={(chosen) => change({ teams: chosen })} />
              </>
            )}
          </Loaded>
          <FaultLine error={saving.error ?? ending.error} />
          <Group justify="flex-end">
            {pool && (
              <Button variant="subtle" color="red" onClick={() => ending.mutate(pool)} loading={ending.isPending}>
                {t("pool.end")}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={!values.name.trim()}>
              {t(pool ? "save_changes" : "pool.add")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

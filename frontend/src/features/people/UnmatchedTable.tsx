import { Button, Group, Modal, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { match, unmatchedQuery } from "@/api/people";
import type { Unmatched } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { PersonSelect } from "@/parts/PersonSelect";
import { FaultLine, Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";
import classes from "./people.module.css";

export function UnmatchedTable() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(unmatchedQuery);
  const [chosen, setChosen] = useState<Unmatched | null>(null);
  const columns = useMemo<Column<Unmatched>[]>(
    () => [
      { id: "ref", header: t("unmatched.ref"), cell: ({ row: { original: row } }) => <span className={classes.name}>{row.agent_ref}</span> },
      { id: "source", header: t("unmatched.source"), cell: ({ row: { original: row } }) => row.source },
      { id: "count", header: t("unmatched.interactions"), cell: ({ row: { original: row } }) => row.interactions },
      { id: "first", header: t("unmatched.first"), cell: ({ row: { original: row } }) => <Time at={row.first_at} /> },
      { id: "last", header: t("unmatched.last"), cell: ({ row: { original: row } }) => <Time at={row.last_at} /> },
    ],
    [t],
  );
  return (
    <>
      <Loaded query={list} empty={{ title: t("unmatched.none"), text: t("unmatched.none_text") }}>
        {(rows) => (
          <DataTable
            name="unmatched"
            label={t("people.unmatched")}
            columns={columns}
            rows={rows}
            idOf={(row) => `${row.source}/${row.agent_ref}`}
            onOpen={setChosen}
            more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          />
        )}
      </Loaded>
      {chosen && <MatchForm unmatched={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function MatchForm({ unmatched, onClose }: { unmatched: Unmatched; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [user, setUser] = useState<string | null>(null);
  const matching = useMutation({
    mutationFn: () => match({ source: unmatched.source, agent_ref: unmatched.agent_ref, user: user ?? "" }),
    onSuccess: ({ matched }) => {
      notifications.show({ message: t("unmatched.matched", { count: matched }) });
      void cache.invalidateQueries({ queryKey: ["users"] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("unmatched.match", { name: unmatched.agent_ref })} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          matching.mutate();
        }}
      >
        <Stack gap="md">
          <p>{t("unmatched.match_text")}</p>
          <PersonSelect label={t("unmatched.who")} required data-autofocus value={user} onChange={setUser} />
          <FaultLine error={matching.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!user} loading={matching.isPending}>
              {t("unmatched.do")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { addTeam, renameTeam, teamsQuery } from "@/api/people";
import type { Team } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { FaultLine, Loaded } from "@/parts/States";
import classes from "./people.module.css";

export function Teams({ adding, onAdded }: { adding: boolean; onAdded: () => void }) {
  const { t } = useTranslation();
  const teams = useQuery(teamsQuery);
  const [edited, setEdited] = useState<Team | null>(null);
  const columns = useMemo<Column<Team>[]>(
    () => [
      { id: "name", header: t("team.name"), cell: ({ row: { original: row } }) => <span className={classes.name}>{row.name}</span> },
      { id: "members", header: t("team.members"), cell: ({ row: { original: row } }) => row.members },
      { id: "leads", header: t("team.leads"), cell: ({ row: { original: row } }) => row.leads.map((lead) => lead.name).join(", ") || "–" },
    ],
    [t],
  );
  const close = () => {
    setEdited(null);
    onAdded();
  };
  return (
    <>
      <Loaded query={teams} empty={{ title: t("team.none"), text: t("team.none_text") }}>
        {(rows) => <DataTable name="teams" label={t("people.teams")} columns={columns} rows={rows} idOf={(row) => row.id} onOpen={setEdited} />}
      </Loaded>
      {(adding || edited) && <TeamForm key={edited?.id ?? "new"} team={edited} onClose={close} />}
    </>
  );
}

function TeamForm({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [name, setName] = useState(team?.name ?? "");
  const saving = useMutation({
    mutationFn: () => (team ? renameTeam(team.id, name.trim()) : addTeam(name.trim())),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["teams"] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t(team ? "team.rename" : "team.add")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput label={t("team.name")} required data-autofocus maxLength={200} value={name} onChange={(e) => setName(e.currentTarget.value)} />
          <FaultLine error={saving.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={!name.trim()}>
              {t(team ? "save_changes" : "team.add")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

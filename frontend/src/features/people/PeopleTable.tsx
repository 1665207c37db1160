import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import classes from "./people.module.css";

interface Props {
  rows: User[];
  onOpen: (row: User) => void;
  more?: { has: boolean; loading: boolean; load: () => void };
}

export function PeopleTable({ rows, onOpen, more }: Props) {
  const { t } = useTranslation();
  const columns = useMemo<Column<User>[]>(
    () => [
      {
        id: "name",
        header: t("person.name"),
        cell: ({ row: { original: row } }) => (
          <span className={classes.name}>
            {row.name}
            {row.disabled && <em>{t("person.disabled")}</em>}
          </span>
        ),
      },
      { id: "email", header: t("person.email"), cell: ({ row: { original: row } }) => <span data-whole>{row.email}</span> },
      { id: "roles", header: t("person.roles"), cell: ({ row: { original: row } }) => row.roles.map((role) => t(`role.${role}`)).join(", ") },
      { id: "team", header: t("person.member_of"), cell: ({ row: { original: row } }) => row.member_of?.name ?? "–" },
      { id: "leads", header: t("person.leads"), cell: ({ row: { original: row } }) => row.leads.map((team) => team.name).join(", ") || "–" },
    ],
    [t],
  );
  return <DataTable name="people" label={t("people.title")} columns={columns} rows={rows} idOf={(row) => row.id} onOpen={onOpen} more={more} />;
}

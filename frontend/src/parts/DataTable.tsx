import { Button } from "@mantine/core";
import { columnVisibilityFeature, tableFeatures, useTable } from "@tanstack/react-table";
import type { ColumnDef } from "@tanstack/react-table";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { ColumnMenu } from "./ColumnMenu";
import { useColumns } from "./columns";
import { useKeys } from "./keys";
import classes from "./table.module.css";

const features = tableFeatures({ columnVisibilityFeature });

export type Column<T> = ColumnDef<typeof features, T & object>;

interface Props<T> {
  name: string;
  label: string;
  columns: Column<T>[];
  rows: T[];
  idOf: (row: T) => string;
  onOpen?: (row: T) => void;
  more?: { has: boolean; loading: boolean; load: () => void };
}

export function DataTable<T extends object>(props: Props<T>) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const { visible, hidden, toggle } = useColumns(props.name);
  const table = useTable({
    features,
    columns: props.columns as ColumnDef<typeof features, T>[],
    data: props.rows,
    getRowId: props.idOf,
    state: { columnVisibility: visible },
  });
  useRowKeys(body, props.onOpen !== undefined);
  return (
    <div className={classes.wrap}>
      <div className={classes.tools}>
        <ColumnMenu
          hidden={hidden}
          onToggle={toggle}
          columns={props.columns.slice(1).map((column) => ({ id: column.id ?? "", label: String(column.header ?? "") }))}
        />
      </div>
      <table className={classes.table} role="table" aria-label={props.label} data-opens={props.onOpen ? true : undefined}>
        <thead role="rowgroup">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} role="row">
              {group.headers.map((header) => (
                <th key={header.id} role="columnheader" scope="col">
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody ref={body} role="rowgroup">
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              role="row"
              tabIndex={props.onOpen ? 0 : undefined}
              onClick={(event) => !onControl(event.target) && props.onOpen?.(row.original)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && event.target === event.currentTarget) props.onOpen?.(row.original);
              }}
            >
              {row.getVisibleCells().map((cell) => (
                <td key={cell.id} role="cell" data-label={String(cell.column.columnDef.header ?? "")}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {props.more?.has && <p className={classes.cut}>{t("list.cut", { count: props.rows.length })}</p>}
      {props.more?.has && (
        <Button variant="default" className={classes.more} loading={props.more.loading} onClick={props.more.load}>
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}

const onControl = (target: EventTarget) => target instanceof Element && target.closest("a, button, input, label") !== null;

function useRowKeys(body: React.RefObject<HTMLTableSectionElement | null>, opens: boolean) {
  const { t } = useTranslation();
  const step = (by: number) => {
    const rows = [...(body.current?.querySelectorAll<HTMLElement>("tr[tabindex]") ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
  };
  const own = [
    { keys: ["j"], label: t("keys.next_row"), run: () => step(1) },
    { keys: ["k"], label: t("keys.previous_row"), run: () => step(-1) },
    { keys: ["enter"], label: t("keys.open_row"), run: () => (document.activeElement as HTMLElement)?.click() },
  ];
  useKeys(opens ? own : []); // of several tables on a page the one whose rows open
}

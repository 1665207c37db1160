import type { ColumnVisibilityState } from "@tanstack/react-table";
import { usePreference } from "./preference";

type Hidden = Record<string, string[]>;

const hiddenIn = (kept: unknown): Hidden => (typeof kept === "object" && kept !== null ? (kept as Hidden) : {});

/** The columns a person has chosen for one table, kept with their preferences. */
export function useColumns(table: string) {
  const [all, keep] = usePreference("hidden_columns", hiddenIn);
  const hidden = all[table] ?? [];
  const toggle = (column: string) => keep({ ...all, [table]: hidden.includes(column) ? hidden.filter((c) => c !== column) : [...hidden, column] });
  const visible: ColumnVisibilityState = Object.fromEntries(hidden.map((column) => [column, false]));
  return { visible, hidden, toggle };
}

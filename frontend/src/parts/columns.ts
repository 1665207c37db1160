import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ColumnVisibilityState } from "@tanstack/react-table";
import { preferencesQuery, savePreferences } from "@/api/session";

type Hidden = Record<string, string[]>;

function hiddenIn(preferences: Record<string, unknown> | undefined): Hidden {
  const kept = preferences?.hidden_columns;
  return typeof kept === "object" && kept !== null ? (kept as Hidden) : {};
}

/** The columns a person has chosen for one table, kept with their preferences. */
export function useColumns(table: string) {
  const cache = useQueryClient();
  const { data } = useQuery(preferencesQuery);
  const hidden = hiddenIn(data)[table] ?? [];

  const toggle = (column: string) => {
    const next = hidden.includes(column) ? hidden.filter((c) => c !== column) : [...hidden, column];
    const preferences = { ...data, hidden_columns: { ...hiddenIn(data), [table]: next } };
    cache.setQueryData(preferencesQuery.queryKey, preferences);
    void savePreferences(preferences).catch(() => cache.invalidateQueries(preferencesQuery));
  };

  const visible: ColumnVisibilityState = Object.fromEntries(hidden.map((column) => [column, false]));
  return { visible, hidden, toggle };
}

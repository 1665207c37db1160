import { useQuery, useQueryClient } from "@tanstack/react-query";
import { preferencesQuery, savePreferences } from "@/api/session";

/** One thing that is kept with a person's preferences, and how to keep another. */
export function usePreference<T>(name: string, read: (kept: unknown) => T): [T, (next: T) => void] {
  const cache = useQueryClient();
  const { data } = useQuery(preferencesQuery);
  const keep = async (next: T) => {
    const known = cache.getQueryData(preferencesQuery.queryKey) ?? (await cache.fetchQuery(preferencesQuery));
    const preferences = { ...known, [name]: next };
    cache.setQueryData(preferencesQuery.queryKey, preferences);
    await savePreferences(preferences);
  };
  return [read(data?.[name]), (next) => void keep(next).catch(() => cache.invalidateQueries(preferencesQuery))];
}

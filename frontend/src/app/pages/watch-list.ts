import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { keepWatches } from "../kept";

/** What is being watched stands in the address, so that Back and a reload keep it, and is kept for the next visit. */
export function useWatchList() {
  const search = useSearch({ from: "/inside/live" });
  const { watch } = search;
  const navigate = useNavigate();
  const ids = useMemo(() => (watch ? watch.split(".") : []), [watch]);
  useEffect(() => keepWatches(watch ?? ""), [watch]);
  const keep = (next: string[]) => {
    keepWatches(next.join("."));
    void navigate({ to: "/live", search: { ...search, watch: next.length ? next.join(".") : undefined }, replace: true, resetScroll: false });
  };
  return {
    ids,
    add: (id: string) => !ids.includes(id) && keep([...ids, id]),
    remove: (id: string) => keep(ids.filter((other) => other !== id)),
  };
}

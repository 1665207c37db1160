import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";

/** What is being watched stands in the address, so that Back and a reload keep it. */
export function useWatchList() {
  const { watch } = useSearch({ from: "/inside/live" });
  const navigate = useNavigate();
  const ids = useMemo(() => (watch ? watch.split(".") : []), [watch]);
  const keep = (next: string[]) =>
    void navigate({ to: "/live", search: next.length ? { watch: next.join(".") } : {}, replace: true, resetScroll: false });
  return {
    ids,
    add: (id: string) => !ids.includes(id) && keep([...ids, id]),
    remove: (id: string) => keep(ids.filter((other) => other !== id)),
  };
}

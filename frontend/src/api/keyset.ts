import { infiniteQueryOptions } from "@tanstack/react-query";
import type { QueryKey } from "@tanstack/react-query";
import type { Page } from "./types";

/** A list read page by page with the server's cursor; what it selects is the rows so far. */
export function keyset<T>(queryKey: QueryKey, read: (after: string | undefined, signal: AbortSignal) => Promise<Page<T>>) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<T>) => last.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
}

/** All pages of a list that a choice or a wall has to show as a whole, or those that hold as many as are wanted. */
export async function everyPage<T>(read: (after: string | undefined) => Promise<Page<T>>, most = Infinity): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | undefined; ; ) {
    const page = await read(after);
    all.push(...page.items);
    if (!page.next || all.length >= most) return all;
    after = page.next;
  }
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { interactionsQuery } from "@/api/interactions";
import { channels } from "@/api/types";
import { dayStart, Filters } from "@/features/interactions/Filters";
import { InteractionTable } from "@/features/interactions/InteractionTable";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { oneOf } from "../search";

export function InteractionsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const filter = useSearch({ from: "/inside/interactions" });
  const status = oneOf(["live", "ended"], filter.status);
  const channel = oneOf(channels, filter.channel);
  const list = useInfiniteQuery(
    interactionsQuery({ status, channel, q: filter.q, from: dayStart(filter.from), to: dayStart(filter.to, 1) }),
  );
  const filtered = Object.values(filter).some(Boolean);
  return (
    <Page title={t("interactions.title")}>
      <Filters filter={filter} onChange={(search) => void navigate({ to: "/interactions", search, replace: true, resetScroll: false })} />
      <Loaded query={list} rows={8} empty={{ title: t(filtered ? "interactions.none_match" : "interactions.none"), text: t(filtered ? "interactions.none_match_text" : "interactions.none_text") }}>
        {(rows) => (
          <InteractionTable
            rows={rows}
            onOpen={(row) => void navigate({ to: "/interactions/$id", params: { id: row.id } })}
            more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          />
        )}
      </Loaded>
    </Page>
  );
}

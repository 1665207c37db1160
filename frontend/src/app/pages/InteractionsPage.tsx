import { useInfiniteQuery } from "@tanstack/react-query";
import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { interactionsQuery } from "@/api/interactions";
import { channels } from "@/api/types";
import { Filters, type Filter } from "@/features/interactions/Filters";
import { InteractionTable } from "@/features/interactions/InteractionTable";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { dayStart } from "@/parts/time";
import { oneOf } from "@/parts/lists";
import { useSession } from "../session";

export function InteractionsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/inside/interactions" });
  const words = useLocation({ select: (location) => location.state.words });
  const filter: Filter = { ...search, q: words };
  const status = oneOf(["live", "ended"], filter.status);
  const channel = oneOf(channels, filter.channel);
  const { roles, policy } = useSession();
  const list = useInfiniteQuery(
    interactionsQuery({ status, channel, q: filter.q, from: dayStart(filter.from, policy.time_zone), to: dayStart(filter.to, policy.time_zone, 1) }),
  );
  const admin = roles.includes("admin") && !roles.some((role) => ["supervisor", "evaluator", "agent", "analyst"].includes(role));
  const narrow = ({ q, ...rest }: Filter) =>
    void navigate({ to: "/interactions", search: rest, state: { words: q }, replace: true, resetScroll: false });
  const filtered = Object.values(filter).some(Boolean);
  const none = {
    match: { title: t("interactions.none_match"), text: t("interactions.none_match_text") },
    admin: { title: t("interactions.none_admin"), text: t("interactions.none_admin_text") },
    any: { title: t("interactions.none"), text: t("interactions.none_text") },
  };
  return (
    <Page title={t("interactions.title")} sub={admin && t("interactions.admin_sub")}>
      <Filters filter={filter} onChange={narrow} />
      <Loaded query={list} rows={8} empty={filtered ? none.match : admin ? none.admin : none.any}>
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

import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { disputesQuery } from "@/api/disputes";
import { DisputeTable } from "@/features/disputes/DisputeTable";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { useSession } from "../session";

export function DisputesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { user } = useSession();
  const disputes = useInfiniteQuery(disputesQuery);
  return (
    <Page title={t("disputes.title")} sub={t("disputes.sub")}>
      <Loaded query={disputes} empty={{ title: t("disputes.none"), text: t("disputes.none_text") }}>
        {(rows) => (
          <DisputeTable
            rows={rows}
            me={user.id}
            onOpen={(row) => void navigate({ to: "/disputes/$id", params: { id: row.id } })}
            more={{ has: disputes.hasNextPage, loading: disputes.isFetchingNextPage, load: () => void disputes.fetchNextPage() }}
          />
        )}
      </Loaded>
    </Page>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { interactionsQuery } from "@/api/interactions";
import { OwnLive } from "@/features/interactions/OwnLive";
import { Page } from "@/parts/Page";
import { Empty, Loaded } from "@/parts/States";
import { useSession } from "../session";

/** An agent's own live interactions: what is said, what is whispered, who watches, and how to ask for help. */
export function NowPage() {
  const { t } = useTranslation();
  const { user, policy } = useSession();
  const live = useInfiniteQuery(interactionsQuery({ status: "live", agent: user.id }));
  const told = policy.disclose_watching === "live";
  return (
    <Page title={t("own_live.title")} sub={t("own_live.sub")}>
      <Loaded query={live} rows={6}>
        {(rows) => {
          const mine = rows.filter(({ agent }) => agent === user.id);
          if (mine.length === 0) return <Empty title={t("own_live.none")} text={t("own_live.none_text")} />;
          return mine.map((interaction) => <OwnLive key={interaction.id} interaction={interaction} me={user.id} told={told} />);
        }}
      </Loaded>
    </Page>
  );
}

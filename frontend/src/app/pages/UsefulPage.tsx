import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { feedbackQuery } from "@/api/feedback";
import { UsefulRows } from "@/features/feedback/UsefulRows";
import { MoreButton } from "@/parts/MoreButton";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { FeedbackTabs } from "./FeedbackTabs";

/** How useful evaluations and sessions were, as their agents say. */
export function UsefulPage() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(feedbackQuery({}));
  return (
    <Page title={t("useful.title")}>
      <FeedbackTabs />
      <Loaded query={list} empty={{ title: t("useful.none"), text: t("useful.none_text") }}>
        {(rows) => <UsefulRows rows={rows} linked />}
      </Loaded>
      <MoreButton query={list} />
    </Page>
  );
}

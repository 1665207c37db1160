import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { requestsQuery } from "@/api/feedback";
import type { CoachingRequest } from "@/api/types";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { RequestRows } from "./RequestRows";

/** The open requests of those that one leads. */
export function Requests({ onPlan }: { onPlan: (request: CoachingRequest) => void }) {
  const { t } = useTranslation();
  const requests = useInfiniteQuery(requestsQuery({ status: "open" }));
  return (
    <Section title={t("asking.requests")} id="requests">
      <Loaded query={requests} rows={1} empty={{ title: t("asking.none"), text: t("asking.none_text") }}>
        {(rows) => <RequestRows rows={rows} label={t("asking.requests")} onPlan={onPlan} />}
      </Loaded>
      <MoreButton query={requests} />
    </Section>
  );
}

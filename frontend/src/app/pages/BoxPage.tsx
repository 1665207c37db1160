import { Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { boxQuery } from "@/api/feedback";
import { holds } from "@/api/session";
import type { Boxed } from "@/api/types";
import { BoxRows } from "@/features/feedback/BoxRows";
import { FollowSuggestion } from "@/features/feedback/FollowSuggestion";
import { GiveSuggestion } from "@/features/feedback/GiveSuggestion";
import { MoreButton } from "@/parts/MoreButton";
import { Page, Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { useSession } from "../session";
import { FeedbackTabs } from "./FeedbackTabs";

const statuses: Boxed["status"][] = ["new", "heard", "planned", "done", "declined"];

/** The suggestion box: agents put into it and follow by receipt, everybody reads what came out. */
export function BoxPage() {
  const { t } = useTranslation();
  const gives = holds(useSession(), "agent");
  return (
    <Page title={t("box.title")}>
      <FeedbackTabs />
      {gives && (
        <Section title={t("box.give")} id="give">
          <GiveSuggestion />
        </Section>
      )}
      {gives && (
        <Section title={t("box.follow")} id="follow">
          <FollowSuggestion />
        </Section>
      )}
      <CameOut />
    </Page>
  );
}

function CameOut() {
  const { t } = useTranslation();
  const [status, setStatus] = useState<Boxed["status"] | undefined>();
  const list = useInfiniteQuery(boxQuery(status));
  const choice = (
    <Select
      aria-label={t("box.status")}
      data={[{ value: "", label: t("box.all") }, ...statuses.map((value) => ({ value, label: t(`box.status_${value}`) }))]}
      value={status ?? ""}
      allowDeselect={false}
      onChange={(value) => setStatus(statuses.find((one) => one === value))}
    />
  );
  return (
    <Section title={t("box.list")} id="came-out" actions={choice}>
      <Loaded query={list} empty={{ title: t(status ? "box.none_status" : "box.none"), text: t(status ? "box.none_status_text" : "box.none_text") }}>
        {(rows) => <BoxRows rows={rows} />}
      </Loaded>
      <MoreButton query={list} />
    </Section>
  );
}

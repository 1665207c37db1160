import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { learningQuery } from "@/api/assignments";
import { AssignmentRows } from "@/features/training/learn/AssignmentRows";
import { isOpen } from "@/features/training/open";
import { useKeys } from "@/parts/keys";
import { MoreButton } from "@/parts/MoreButton";
import { Page, Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";

export function LearningPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const query = useInfiniteQuery(learningQuery);
  const [picked, setPicked] = useState(-1);
  const open = query.data?.filter(isOpen);
  const past = query.data?.filter((one) => !isOpen(one)) ?? [];
  const step = (by: number) => setPicked((at) => Math.min((open?.length ?? 0) - 1, Math.max(0, at + by)));
  useKeys([
    { keys: ["j", "arrowdown"], label: t("keys.next"), run: () => step(1) },
    { keys: ["k", "arrowup"], label: t("keys.previous"), run: () => step(-1) },
    {
      keys: ["enter"],
      label: t("keys.open_row"),
      run: () => {
        const one = open?.[Math.max(0, picked)];
        if (one) void navigate({ to: "/learning/$id", params: { id: one.id } });
      },
    },
  ]);
  return (
    <Page title={t("learning.title")}>
      <Section title={t("learning.to_learn")} id="to-learn">
        <Loaded query={{ ...query, data: open }} rows={2} empty={{ title: t("learning.none_open"), text: t("learning.none_open_text") }}>
          {(rows) => <AssignmentRows rows={rows} label={t("learning.to_learn")} selected={picked} />}
        </Loaded>
      </Section>
      {past.length > 0 && (
        <Section title={t("learning.learnt")} id="learnt">
          <AssignmentRows rows={past} label={t("learning.learnt")} />
        </Section>
      )}
      <MoreButton query={query} />
    </Page>
  );
}

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rulesQuery } from "@/api/assignments";
import type { AssignmentRule } from "@/api/types";
import { RuleDialog } from "@/features/training/rules/RuleDialog";
import { RuleRows } from "@/features/training/rules/RuleRows";
import { useKeys } from "@/parts/keys";
import { MoreButton } from "@/parts/MoreButton";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { ModuleTabs } from "./ModuleTabs";

export function RulesPage() {
  const { t } = useTranslation();
  const rules = useInfiniteQuery(rulesQuery);
  const [open, setOpen] = useState<AssignmentRule | "new" | null>(null);
  useKeys([{ keys: ["n"], label: t("rules.make"), run: () => setOpen("new") }]);
  return (
    <Page
      title={t("rules.title")}
      actions={
        <Button onClick={() => setOpen("new")} rightSection={<kbd>N</kbd>}>
          {t("rules.make")}
        </Button>
      }
    >
      <ModuleTabs />
      <Loaded query={rules} rows={4} empty={{ title: t("rules.none"), text: t("rules.none_text") }}>
        {(rows) => <RuleRows rows={rows} onChange={setOpen} />}
      </Loaded>
      <MoreButton query={rules} />
      {open && <RuleDialog rule={open === "new" ? undefined : open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

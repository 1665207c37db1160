import { useTranslation } from "react-i18next";
import { UnmatchedTable } from "@/features/people/UnmatchedTable";
import { Page } from "@/parts/Page";
import { PeopleTabs } from "./PeopleTabs";

export function UnmatchedPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("people.unmatched")} sub={t("unmatched.sub")}>
      <PeopleTabs />
      <UnmatchedTable />
    </Page>
  );
}

import { useTranslation } from "react-i18next";
import { UnmatchedTable } from "@/features/people/UnmatchedTable";
import { Page } from "@/parts/Page";
import { PeopleTabs } from "./PeopleTabs";
import classes from "./pages.module.css";

export function UnmatchedPage() {
  const { t } = useTranslation();
  return (
    <Page above={<PeopleTabs />} title={t("people.unmatched")}>
      <p className={classes.quiet}>{t("unmatched.sub")}</p>
      <UnmatchedTable />
    </Page>
  );
}

import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import { pageOf, scheduleQuery } from "@/api/reports";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";

/** Where a letter about a report leads: on to the page of the report, asked what it was asked. */
export function ReportPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/reports/$id" });
  const schedule = useQuery(scheduleQuery(id));
  if (isFault(schedule.error, 404))
    return (
      <Page title={t("regularly.gone")} sub={t("regularly.gone_text")}>
        <Anchor component={Link} to="/account" hash="reports">
          {t("regularly.all")}
        </Anchor>
      </Page>
    );
  return (
    <Loaded query={schedule} rows={6}>
      {(of) => <Navigate to={pageOf(of)} replace />}
    </Loaded>
  );
}

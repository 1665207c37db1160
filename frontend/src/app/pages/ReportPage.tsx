import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { pageOf, schedulesQuery } from "@/api/reports";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";

/** Where a letter about a report leads: on to the page of the report, asked what it was asked. */
export function ReportPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/reports/$id" });
  const schedules = useQuery(schedulesQuery);
  return (
    <Loaded query={schedules} rows={6}>
      {(known) => {
        const of = known.schedules.find((one) => one.id === id);
        return of ? (
          <Navigate to={pageOf(of)} replace />
        ) : (
          <Page title={t("regularly.gone")} sub={t("regularly.gone_text")}>
            <Anchor component={Link} to="/account" hash="reports">
              {t("regularly.all")}
            </Anchor>
          </Page>
        );
      }}
    </Loaded>
  );
}

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { samplingPlansQuery } from "@/api/sampling";
import { PlanTable } from "@/features/sampling/PlanTable";
import { useKeys } from "@/parts/keys";
import { MoreButton } from "@/parts/MoreButton";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";

export function PlansPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const plans = useInfiniteQuery(samplingPlansQuery);
  const make = () => void navigate({ to: "/plans/new" });
  useKeys([{ keys: ["n"], label: t("plans.make"), run: make }]);
  return (
    <Page
      title={t("plans.title")}
      sub={t("plans.sub")}
      actions={
        <Button onClick={make} rightSection={<kbd>N</kbd>}>
          {t("plans.make")}
        </Button>
      }
    >
      <Loaded query={plans} rows={4} empty={{ title: t("plans.none"), text: t("plans.none_text") }}>
        {(rows) => <PlanTable rows={rows} onOpen={({ id }) => void navigate({ to: "/plans/$id", params: { id } })} />}
      </Loaded>
      <MoreButton query={plans} />
    </Page>
  );
}

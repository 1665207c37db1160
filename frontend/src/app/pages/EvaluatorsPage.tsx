import { useTranslation } from "react-i18next";
import { holds } from "@/api/session";
import { useSession } from "@/app/session";
import { Capacities } from "@/features/evaluators/Capacities";
import { Pools } from "@/features/evaluators/Pools";
import { Replaced } from "@/features/evaluators/Replaced";
import { Page } from "@/parts/Page";

export function EvaluatorsPage() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Page title={t("desk.title")} sub={t("desk.sub")}>
      <Pools writes={holds(session, "admin", "analyst")} />
      {holds(session, "admin", "supervisor") && <Capacities />}
      {holds(session, "analyst") && <Replaced />}
    </Page>
  );
}

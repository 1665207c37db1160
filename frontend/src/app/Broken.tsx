import type { ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "@/parts/Page";
import { Failed } from "@/parts/States";

export function Broken({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Page title={t("fault.page")}>
      <Failed error={error} retry={() => location.reload()} />
    </Page>
  );
}

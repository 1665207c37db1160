import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "@/parts/Page";

export function Lost() {
  const { t } = useTranslation();
  return (
    <Page title={t("lost.title")}>
      <p>{t("lost.text")}</p>
      <p>
        <Anchor component={Link} to="/">
          {t("lost.home")}
        </Anchor>
      </p>
    </Page>
  );
}

import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Teams } from "@/features/people/Teams";
import { useKeys } from "@/parts/keys";
import { Page } from "@/parts/Page";
import { PeopleTabs } from "./PeopleTabs";

export function TeamsPage() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  useKeys([{ keys: ["n"], label: t("team.add"), run: () => setAdding(true) }]);
  return (
    <Page
      above={<PeopleTabs />}
      title={t("people.teams")}
      actions={
        <Button onClick={() => setAdding(true)} rightSection={<kbd>N</kbd>}>
          {t("team.add")}
        </Button>
      }
    >
      <Teams adding={adding} onAdded={() => setAdding(false)} />
    </Page>
  );
}

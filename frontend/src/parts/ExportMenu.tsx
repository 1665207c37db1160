import { Button, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReportAsk } from "@/api/reports";
import { reportOf } from "@/api/reports";

/** What leaves a page: its table for a spreadsheet, or the page as it is printed. */
export function ExportMenu(ask: ReportAsk) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default">
          {t("report.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(["csv", "xlsx"] as const).map((format) => (
          <Menu.Item key={format} component="a" href={reportOf(ask, format)} download>
            {t(`report.${format}`)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => window.print()}>{t("report.print")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

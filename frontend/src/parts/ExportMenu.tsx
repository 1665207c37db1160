import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReportAsk } from "@/api/reports";
import { reportOf } from "@/api/reports";
import { SendRegularly } from "./SendRegularly";

/** What leaves a page: its table for a spreadsheet, now or regularly, or the page as it is printed, which is all without a report. */
export function ExportMenu({ report }: { report?: ReportAsk }) {
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default">{t("report.export")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {report &&
            (["csv", "xlsx"] as const).map((format) => (
              <Menu.Item key={format} component="a" href={reportOf(report, format)} download>
                {t(`report.${format}`)}
              </Menu.Item>
            ))}
          <Menu.Item onClick={() => window.print()}>{t("report.print")}</Menu.Item>
          {report && <Menu.Item onClick={() => setSending(true)}>{t("report.regularly")}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {sending && report && <SendRegularly report={report} onClose={() => setSending(false)} />}
    </>
  );
}

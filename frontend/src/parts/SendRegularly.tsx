import { Anchor, Button, Group, Modal, Select, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { lengths } from "@/api/figures";
import { schedulesQuery, sendRegularly, type Regularly, type ReportAsk } from "@/api/reports";
import { oneOf } from "./lists";
import { FaultLine, Loaded } from "./States";
import { dayAndHour } from "./time";

/** The length that a page shows, of whole weeks. */
const wholeWeeks = (shown: number) => lengths.find((length) => length === shown || length === shown - 1) ?? 13;

/** Has the report of a page sent to oneself, each Monday or each first of the month. */
export function SendRegularly({ report, onClose }: { report: ReportAsk; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const schedules = useQuery(schedulesQuery);
  const [how, setHow] = useState<Regularly>({ every: "week", format: "csv", weeks: wholeWeeks(Number(report.asked?.weeks)) });
  const making = useMutation({
    mutationFn: () => sendRegularly(report, how),
    onSettled: () => void cache.invalidateQueries({ queryKey: schedulesQuery.queryKey }),
  });
  return (
    <Modal opened onClose={onClose} title={t("regularly.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap="md">
        <Loaded query={schedules} rows={2}>
          {({ mails, attaches }) => <p>{t(mails ? (attaches ? "regularly.attached" : "regularly.linked") : "regularly.no_mail")}</p>}
        </Loaded>
        {making.data ? (
          <p role="status">{t("regularly.made", { when: dayAndHour(making.data.next_at) })}</p>
        ) : (
          <>
            <Select
              label={t("regularly.when")}
              allowDeselect={false}
              value={how.every}
              onChange={(next) => setHow({ ...how, every: oneOf(["week", "month"], next ?? undefined) ?? "week" })}
              data={(["week", "month"] as const).map((value) => ({ value, label: t(`regularly.every_${value}`) }))}
            />
            <Select
              label={t("regularly.of")}
              description={report.of.startsWith("plans/") ? t("regularly.days") : t("regularly.whole")}
              allowDeselect={false}
              value={String(how.weeks)}
              onChange={(next) => next && setHow({ ...how, weeks: Number(next) })}
              data={lengths.map((count) => ({ value: String(count), label: t("ask.whole_weeks", { count }) }))}
            />
            <Select
              label={t("regularly.format")}
              allowDeselect={false}
              value={how.format}
              onChange={(next) => setHow({ ...how, format: oneOf(["csv", "xlsx"], next ?? undefined) ?? "csv" })}
              data={(["csv", "xlsx"] as const).map((value) => ({ value, label: t(`report.${value}`) }))}
            />
          </>
        )}
        <FaultLine error={making.error} />
        <Group justify="space-between">
          <Anchor component={Link} to="/account" hash="reports">
            {t("regularly.all")}
          </Anchor>
          {making.data ? (
            <Button onClick={onClose}>{t("close")}</Button>
          ) : (
            <Button onClick={() => making.mutate()} loading={making.isPending}>
              {t("regularly.make")}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

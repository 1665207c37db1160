import { Anchor, Badge, Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endReport, pageOf, pauseReport, schedulesQuery } from "@/api/reports";
import type { ReportSchedule } from "@/api/types";
import { Card, Section } from "@/parts/Page";
import { FaultLine, Loaded } from "@/parts/States";
import { dayAndHour } from "@/parts/time";
import classes from "./reports.module.css";

/** Reports that one has sent to oneself, to be paused and ended. */
export function Regular() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const schedules = useQuery(schedulesQuery);
  const [ending, setEnding] = useState<ReportSchedule>();
  const refresh = () => void cache.invalidateQueries({ queryKey: schedulesQuery.queryKey });
  const pausing = useMutation({ mutationFn: pauseReport, onSettled: refresh });
  return (
    <Section title={t("regularly.mine")} id="reports">
      <Card>
        <Loaded query={schedules} rows={2}>
          {({ schedules: rows, mails }) => (
            <>
              {!mails && <p className={classes.line}>{t("regularly.no_mail")}</p>}
              {rows.length === 0 ? (
                <p>{t("regularly.none")}</p>
              ) : (
                <ul className={classes.rows} aria-label={t("regularly.mine")}>
                  {rows.map((row) => (
                    <Row key={row.id} of={row} onPause={() => pausing.mutate({ id: row.id, paused: !row.paused })} onEnd={() => setEnding(row)} />
                  ))}
                </ul>
              )}
            </>
          )}
        </Loaded>
        <FaultLine error={pausing.error} />
      </Card>
      {ending && <End of={ending} onClose={() => setEnding(undefined)} onDone={refresh} />}
    </Section>
  );
}

function useName() {
  const { t } = useTranslation();
  return ({ report, subject_name, team_name, dimension, weeks = 13, every }: ReportSchedule) =>
    [
      t(`regularly.report_${report}`),
      ...[subject_name, team_name].filter(Boolean),
      ...(dimension && dimension !== "overall" ? [t(`dimension.${dimension}`)] : []),
      t("ask.whole_weeks", { count: weeks }),
      t(`regularly.every_${every}`),
    ].join(" · ");
}

function Row({ of, onPause, onEnd }: { of: ReportSchedule; onPause: () => void; onEnd: () => void }) {
  const { t } = useTranslation();
  const name = useName()(of);
  return (
    <li>
      <span>
        <Anchor component={Link} to={pageOf(of)}>
          {name}
        </Anchor>
        <span className={classes.small}>
          {of.paused ? <Badge variant="default">{t("regularly.paused")}</Badge> : t("regularly.next", { when: dayAndHour(of.next_at) })}
          {of.sent_at && ` · ${t("regularly.last", { when: dayAndHour(of.sent_at) })}`}
        </span>
      </span>
      <Group gap="xs" wrap="nowrap">
        <Button size="xs" variant="default" aria-label={`${t(of.paused ? "regularly.go_on" : "regularly.pause")}: ${name}`} onClick={onPause}>
          {t(of.paused ? "regularly.go_on" : "regularly.pause")}
        </Button>
        <Button size="xs" variant="subtle" color="red" aria-label={`${t("regularly.end")}: ${name}`} onClick={onEnd}>
          {t("regularly.end")}
        </Button>
      </Group>
    </li>
  );
}

function End({ of, onClose, onDone }: { of: ReportSchedule; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const name = useName()(of);
  const ending = useMutation({ mutationFn: () => endReport(of.id), onSuccess: onClose, onSettled: onDone });
  return (
    <Modal opened onClose={onClose} title={t("regularly.end_title")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap="md">
        <p>{t("regularly.end_text", { name })}</p>
        <FaultLine error={ending.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("cancel")}
          </Button>
          <Button color="red" onClick={() => ending.mutate()} loading={ending.isPending}>
            {t("regularly.end")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

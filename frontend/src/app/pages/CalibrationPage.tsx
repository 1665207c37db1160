import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { calibrationQuery, cancelCalibration, meetCalibration, settleCalibration } from "@/api/calibrations";
import type { Calibration } from "@/api/types";
import classes from "@/features/calibration/calibration.module.css";
import { OwnPart, Progress } from "@/features/calibration/OwnPart";
import { ResultsTable } from "@/features/calibration/ResultsTable";
import { openIn } from "@/features/calibration/spread";
import { SpreadTable } from "@/features/calibration/SpreadTable";
import { AskReason } from "@/parts/AskReason";
import { ExportMenu } from "@/parts/ExportMenu";
import { Printed } from "@/parts/Printed";
import { Page, Section } from "@/parts/Page";
import { FaultLine, Loaded } from "@/parts/States";
import { dayAndHour } from "@/parts/time";
import { useCard } from "@/parts/useCard";
import { useSession } from "../session";

export function CalibrationPage() {
  const { id } = useParams({ from: "/inside/calibrations/$id" });
  const calibration = useQuery(calibrationQuery(id));
  return (
    <Loaded query={calibration} rows={8}>
      {(known) => <Shown of={known} />}
    </Loaded>
  );
}

function Shown({ of }: { of: Calibration }) {
  const { t } = useTranslation();
  const session = useSession();
  const card = useCard(of.version).data;
  const over = of.status === "settled" || of.status === "cancelled";
  const said = [t(`calibration.status_${of.status}`), ...(of.status === "scoring" ? [`${t("calibration.score_by")}: ${dayAndHour(of.score_by)}`] : [])];
  return (
    <Page
      title={of.name}
      sub={said.join(" · ")}
      actions={
        <>
          <Button variant="default" component={Link} to="/calibrations">
            {t("calibration.all")}
          </Button>
          <ExportMenu />
          {of.may_hold && !over && <Holding of={of} />}
        </>
      }
    >
      <Printed by={session.user.name} about={[[t("ask.version"), card && t("ask.edition", card)], [t("calibration.score_by"), dayAndHour(of.score_by)]]} />
      {of.cancel_reason && <p>{t("calibration.cancelled_because", { reason: of.cancel_reason })}</p>}
      {of.status === "scoring" && <OwnPart of={of} />}
      {of.withheld ? <Progress of={of} /> : <Compared of={of} />}
    </Page>
  );
}

function Compared({ of }: { of: Calibration }) {
  const { t } = useTranslation();
  const card = useCard(of.version);
  const open = openIn(of);
  return (
    <Loaded query={card} rows={6}>
      {({ dimensions }) => (
        <>
          {of.results.length > 0 && (
            <Section title={t("calibration.results")} id="results">
              <ResultsTable of={of} />
              <p className={classes.quiet}>{t("calibration.results_note")}</p>
            </Section>
          )}
          {of.status === "meeting" && open > 0 && <p role="status">{t("calibration.still_open", { count: open })}</p>}
          {of.spread.map((spread) => (
            <SpreadTable key={spread.interaction} of={of} spread={spread} questions={dimensions.flatMap(({ questions }) => questions)} onRefer={of.may_hold && of.status === "meeting"} />
          ))}
        </>
      )}
    </Loaded>
  );
}

/** What whoever holds it can do next. */
function Holding({ of }: { of: Calibration }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [asking, setAsking] = useState<"go_on" | "cancel">();
  const close = () => setAsking(undefined);
  const done = (known: Calibration) => {
    cache.setQueryData(["calibrations", "one", of.id], known);
    close();
  };
  const stale = () => void cache.invalidateQueries({ queryKey: ["calibrations"] });
  const step = of.status === "scoring" ? "meet" : "settle";
  const goingOn = useMutation({ mutationFn: () => (step === "meet" ? meetCalibration(of) : settleCalibration(of)), onSuccess: done, onSettled: stale });
  const cancelling = useMutation({ mutationFn: (reason: string) => cancelCalibration(of, reason), onSuccess: done, onSettled: stale });
  return (
    <>
      <Button variant="default" color="red" onClick={() => setAsking("cancel")}>
        {t("calibration.cancel")}
      </Button>
      <Button onClick={() => setAsking("go_on")} disabled={step === "settle" && openIn(of) > 0}>
        {t(`calibration.${step}`)}
      </Button>
      {asking === "cancel" && (
        <AskReason
          title={t("calibration.cancel_title")}
          text={t("calibration.cancel_text")}
          label={t("calibration.cancel_why")}
          confirm={t("calibration.cancel")}
          required
          pending={cancelling.isPending}
          error={cancelling.error}
          onClose={close}
          onConfirm={(reason) => cancelling.mutate(reason)}
        />
      )}
      {asking === "go_on" && (
        <Modal opened onClose={close} title={t(`calibration.${step}_title`)} closeButtonProps={{ "aria-label": t("close") }}>
          <Stack gap="md">
            <p>{t(`calibration.${step}_text`)}</p>
            <FaultLine error={goingOn.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t("cancel")}
              </Button>
              <Button onClick={() => goingOn.mutate()} loading={goingOn.isPending} data-autofocus>
                {t(`calibration.${step}`)}
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </>
  );
}

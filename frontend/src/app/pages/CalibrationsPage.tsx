import { Button, Select } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { calibrationsQuery, gainsQuery } from "@/api/calibrations";
import { scorecardsQuery } from "@/api/evaluations";
import { holds } from "@/api/session";
import classes from "@/features/calibration/calibration.module.css";
import { CalibrationTable } from "@/features/calibration/CalibrationTable";
import { GainTable } from "@/features/calibration/ResultsTable";
import { useKeys } from "@/parts/keys";
import { MoreButton } from "@/parts/MoreButton";
import { Page, Section } from "@/parts/Page";
import { Empty, Loaded } from "@/parts/States";
import { StrictnessTabs } from "./StrictnessTabs";

export function CalibrationsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { session } = useRouteContext({ from: "/inside" });
  const analyst = holds(session, "analyst");
  const list = useInfiniteQuery(calibrationsQuery);
  const begin = () => void navigate({ to: "/calibrations/new" });
  useKeys(analyst ? [{ keys: ["n"], label: t("calibration.begin"), run: begin }] : []);
  return (
    <Page
      above={analyst && <StrictnessTabs />}
      title={t("calibration.title")}
      sub={t("calibration.sub")}
      actions={
        analyst && (
          <Button onClick={begin} rightSection={<kbd>N</kbd>}>
            {t("calibration.begin")}
          </Button>
        )
      }
    >
      <Loaded query={list} rows={4} empty={{ title: t("calibration.none"), text: t("calibration.none_text") }}>
        {(rows) => <CalibrationTable rows={rows} onOpen={({ id }) => void navigate({ to: "/calibrations/$id", params: { id } })} />}
      </Loaded>
      <MoreButton query={list} />
      <Gain />
    </Page>
  );
}

/** Whether evaluators come nearer to what they settle. */
function Gain() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cards = useQuery(scorecardsQuery);
  const search = useSearch({ from: "/inside/calibrations" });
  const scorecard = search.scorecard ?? cards.data?.[0]?.id ?? "";
  const gains = useQuery(gainsQuery(scorecard));
  const set = (part: typeof search) => void navigate({ to: "/calibrations", search: { ...search, ...part }, replace: true });
  return (
    <Section title={t("calibration.gains")} note={t("calibration.gains_note")} id="gains">
      <div className={classes.gains}>
        <Select
          label={t("calibration.scorecard")}
          allowDeselect={false}
          data={(cards.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={scorecard || null}
          onChange={(value) => value && set({ scorecard: value })}
        />
        <Select
          label={t("calibration.whose")}
          clearable
          placeholder={t("calibration.everybody")}
          data={(gains.data?.evaluators ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={search.evaluator ?? null}
          onChange={(value) => set({ evaluator: value ?? undefined })}
        />
      </div>
      <Loaded query={gains} rows={3}>
        {(data) =>
          data.calibrations.length === 0 ? <Empty title={t("calibration.gains_none")} text={t("calibration.gains_none_text")} /> : <GainTable of={data} evaluator={search.evaluator} />
        }
      </Loaded>
    </Section>
  );
}

import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { scorecardQuery, scorecardsQuery } from "@/api/evaluations";
import type { ScorecardSummary } from "@/api/types";
import { ScorecardRead } from "@/features/scorecards/ScorecardRead";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import classes from "./pages.module.css";

export function ScorecardsPage() {
  const { t } = useTranslation();
  const cards = useQuery(scorecardsQuery);
  return (
    <Page title={t("scorecards.title")} sub={t("scorecards.sub")}>
      <Loaded query={cards} rows={8} empty={{ title: t("scorecards.none"), text: t("scorecards.none_text") }}>
        {(list) => <Chosen list={list} />}
      </Loaded>
    </Page>
  );
}

function Chosen({ list }: { list: ScorecardSummary[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { scorecard } = useSearch({ from: "/inside/scorecards" });
  const chosen = list.find(({ id }) => id === scorecard) ?? list[0]!;
  const whole = useQuery(scorecardQuery(chosen.version_id));
  return (
    <>
      {list.length > 1 && (
        <div className={classes.filters}>
          <Select
            label={t("scorecards.which")}
            allowDeselect={false}
            value={chosen.id}
            onChange={(id) => void navigate({ to: "/scorecards", search: id ? { scorecard: id } : {}, replace: true })}
            data={list.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
      )}
      <Loaded query={whole} rows={8}>
        {(card) => <ScorecardRead scorecard={card} />}
      </Loaded>
    </>
  );
}

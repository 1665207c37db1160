import { Button, Select } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { newestQuery, qualityQuery, versionsQuery } from "@/api/scorecards";
import { QualityTable } from "@/features/scorecards/quality/QualityTable";
import { Page } from "@/parts/Page";
import { Empty, Loaded } from "@/parts/States";
import classes from "./pages.module.css";

export function ScorecardQualityPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useParams({ from: "/inside/scorecards/$id/quality" });
  const { version } = useSearch({ from: "/inside/scorecards/$id/quality" });
  const card = useQuery(newestQuery(id));
  const versions = useInfiniteQuery(versionsQuery(id));
  const chosen = version ?? card.data?.version_id ?? "";
  const quality = useQuery({ ...qualityQuery(chosen), enabled: chosen !== "" });
  return (
    <Page
      title={card.data ? t("quality.of", { name: card.data.name }) : t("quality.title")}
      sub={t("quality.sub")}
      actions={
        <Button variant="default" component={Link} to={`/scorecards?scorecard=${id}`}>
          {t("quality.back")}
        </Button>
      }
    >
      <div className={classes.filters}>
        <Select
          label={t("quality.version")}
          allowDeselect={false}
          data={(versions.data ?? []).map((one) => ({ value: one.id, label: t("quality.version_n", { version: one.version }) }))}
          value={chosen || null}
          onChange={(value) => value && void navigate({ to: "/scorecards/$id/quality", params: { id }, search: { version: value }, replace: true })}
        />
        {versions.hasNextPage && (
          <Button variant="default" onClick={() => void versions.fetchNextPage()}>
            {t("quality.earlier")}
          </Button>
        )}
      </div>
      <Loaded query={card.error ? { ...card, data: undefined, refetch: card.refetch } : quality} rows={8}>
        {(data) =>
          "evaluations" in data && data.evaluations > 0 ? (
            <>
              <p className={classes.quiet}>{t("quality.rests_on", { count: data.evaluations })}</p>
              <QualityTable rows={data.questions} />
              <p className={classes.quiet}>{t("quality.means")}</p>
            </>
          ) : (
            <Empty title={t("quality.none")} text={t("quality.none_text")} />
          )
        }
      </Loaded>
    </Page>
  );
}

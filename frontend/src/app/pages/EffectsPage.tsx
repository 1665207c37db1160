import { Select } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { effectKinds, effectsQuery, figureChoicesQuery } from "@/api/figures";
import { holds } from "@/api/session";
import { dimensions } from "@/api/types";
import { Traced } from "@/features/figures/Behind";
import { EffectsTable } from "@/features/figures/EffectsTable";
import classes from "@/features/figures/figures.module.css";
import { ExportMenu } from "@/parts/ExportMenu";
import { Printed } from "@/parts/Printed";
import { Page } from "@/parts/Page";
import { Empty, Loaded } from "@/parts/States";
import { oneOf } from "@/parts/lists";
import { useWeeks } from "@/parts/weeks";
import { useSession } from "../session";
import { askOf } from "./figure-ask";

/** How long before an intervention scores count, in milliseconds. */
const before = 28 * 86_400_000;

const ons = ["question", "overall", ...dimensions] as const;

export function EffectsPage() {
  const { t } = useTranslation();
  const length = useWeeks();
  const navigate = useNavigate();
  const session = useSession();
  const analyst = holds(session, "analyst");
  const search = useSearch({ from: "/inside/effects" });
  const kind = (analyst && oneOf(effectKinds, search.kind)) || "module";
  const on = oneOf(ons, search.on) ?? "question";
  const choices = useQuery({ ...figureChoicesQuery, enabled: analyst });
  const weeks = askOf(search).weeks ?? 26;
  const ask = { kind, weeks, team: search.team, on };
  const effects = useQuery({ ...effectsQuery(ask), placeholderData: keepPreviousData });
  const set = (part: typeof search) => void navigate({ to: "/effects", search: { ...search, ...part }, replace: true });
  return (
    <Page title={t("effects.title")} sub={t("effects.sub")} actions={<ExportMenu report={{ of: "effects", asked: ask }} />}>
      <form role="search" className={classes.choices} onSubmit={(event) => event.preventDefault()}>
        {analyst && (
          <Select label={t("effects.of")} allowDeselect={false} value={kind} onChange={(next) => next && set({ kind: next })} data={effectKinds.map((value) => ({ value, label: t(`effects.kind_${value}`) }))} />
        )}
        <Select label={t("effects.on")} allowDeselect={false} value={on} onChange={(next) => next && set({ on: next })} data={ons.map((value) => ({ value, label: value === "question" ? t("effects.on_question") : t(`dimension.${value}`) }))} />
        {analyst && (
          <Select
            label={t("ask.team")}
            placeholder={t("effects.every_team")}
            clearable
            value={search.team ?? null}
            onChange={(team) => set({ team: team ?? undefined })}
            data={(choices.data?.teams ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Select label={t("ask.weeks")} allowDeselect={false} value={String(weeks)} onChange={(next) => next && set({ weeks: next })} data={length.choices(weeks, [13, 26, 52])} />
      </form>
      <Loaded query={effects} rows={6}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={t("effects.none")} text={t(`effects.none_${kind}`)} />
          ) : (
            <>
              <Printed
                by={session.user.name}
                random
                about={[
                  [t("effects.of"), t(`effects.kind_${kind}`)],
                  [t("effects.on"), on === "question" ? t("effects.on_question") : t(`dimension.${on}`)],
                  [t("ask.team"), search.team ? choices.data?.teams.find(({ id }) => id === search.team)?.name : t("effects.every_team")],
                  [t("ask.weeks"), length.said(weeks)],
                ]}
              />
              <EffectsTable of={data} />
              {analyst && <Traced to={{ team: data.team, counted: new Date(Date.parse(data.from) - before).toISOString() }} />}
              <p className={classes.quiet} id="definition">
                {t("effects.legend")}
              </p>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

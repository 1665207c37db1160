import { useTranslation } from "react-i18next";
import { dimensions, type Standings } from "@/api/types";
import { oneOf } from "@/parts/lists";
import { Printed } from "@/parts/Printed";
import { dayOf, mondayOf } from "@/parts/time";
import { useWeeks } from "@/parts/weeks";

interface Props {
  of: Pick<Standings, "version" | "weeks" | "from"> & { dimension: string };
  by: string;
  team?: string;
  /** All dimensions are on the page. */
  whole?: boolean;
}

/** On paper: what figures are of. */
export function PrintedAsk({ of: { version, dimension, weeks, from }, by, team, whole }: Props) {
  const { t } = useTranslation();
  const { said } = useWeeks();
  const shown = oneOf(["overall", ...dimensions] as const, dimension) ?? "overall";
  return (
    <Printed
      by={by}
      random
      about={[
        [t("ask.team"), team],
        [t("ask.version"), version ? t("ask.edition", version) : undefined],
        [t("ask.dimension"), whole ? undefined : t(`dimension.${shown}`)],
        [t("ask.weeks"), t("printed.weeks", { weeks: said(weeks), from: dayOf(mondayOf(from)) })],
      ]}
    />
  );
}

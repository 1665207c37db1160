import { useTranslation } from "react-i18next";
import type { Agreement } from "@/api/types";
import { DifferenceMark } from "@/parts/DifferenceMark";
import { Card, Section } from "@/parts/Page";
import classes from "./figures.module.css";

/** Whether the same agents score otherwise when somebody watches live, in one sentence with n and interval. */
export function WatchedLine({ of }: { of: Agreement["watched"] }) {
  const { t } = useTranslation();
  const { difference, low, high, n, others } = of;
  const known = difference != null && low != null && high != null;
  const said = !known ? "watched.too_few" : low > 0 ? "watched.more" : high < 0 ? "watched.less" : "watched.unsure";
  return (
    <Section title={t("watched.title")} note={t("watched.n", { n, others })} id="watched">
      <p className={classes.quiet}>{t(said)}</p>
      {known && (
        <Card>
          <dl className={classes.lines}>
            <div>
              <dt>{t("watched.difference")}</dt>
              <dd>
                <DifferenceMark of={t("watched.difference")} value={difference} low={low} high={high} reach={Math.max(10, Math.abs(low), Math.abs(high))} />
              </dd>
            </div>
            <div>
              <dt>{t("watched.means")}</dt>
              <dd>{t("watched.mean", { watched: Math.round(of.mean), others: Math.round(of.others_mean) })}</dd>
            </div>
          </dl>
        </Card>
      )}
    </Section>
  );
}

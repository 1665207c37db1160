import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { strandedQuery } from "@/api/offers";
import type { Offer } from "@/api/types";
import { ItemRow, Items } from "@/parts/ItemRow";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import classes from "./offers.module.css";

/** What absent people hold and have not begun; nothing where there is none. */
export function Stranded({ onAssign }: { onAssign: (offer: Offer) => void }) {
  const { t } = useTranslation();
  const stranded = useInfiniteQuery(strandedQuery);
  const rows = stranded.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t("stranded.title")} id="stranded">
      <p className={classes.line}>{t("stranded.text")}</p>
      <Items label={t("stranded.title")}>
        {rows.map((offer) => (
          <ItemRow
            key={offer.id}
            label={t("offers.row", { name: offer.agent_name })}
            title={offer.agent_name}
            meta={[
              t("stranded.held", { name: offer.claimed_by_name }),
              <Written key="subject" text={offer.subject} />,
              <span key="due" className={offer.overdue ? classes.overdue : undefined}>
                {t(offer.overdue ? "queue.overdue" : "queue.due")} <Time at={offer.due_at} />
              </span>,
            ]}
            actions={
              <Button variant="default" onClick={() => onAssign(offer)}>
                {t("offers.assign")}
              </Button>
            }
          />
        ))}
      </Items>
      <MoreButton query={stranded} />
    </Section>
  );
}

import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Offer } from "@/api/types";
import { ChannelName } from "@/parts/ChannelName";
import { ItemRow } from "@/parts/ItemRow";
import { OriginText } from "@/parts/OriginText";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import classes from "./offers.module.css";

interface Props {
  offer: Offer;
  selected?: boolean;
  /** Where a key goes when nothing is selected. */
  first?: boolean;
  watching?: boolean;
  onSelect?: () => void;
  onWatch?: () => void;
  onScore: () => void;
  onSkip?: () => void;
  onAssign?: () => void;
  /** For what is one's own already. */
  onGiveBack?: () => void;
  onHandOver?: () => void;
  onReplace?: () => void;
}

export function OfferRow({ offer, selected, first, watching, onSelect, onWatch, onScore, onSkip, onAssign, onGiveBack, onHandOver, onReplace }: Props) {
  const { t } = useTranslation();
  const name = offer.agent_name ?? t("interaction.no_agent");
  return (
    <ItemRow
      selected={selected}
      onSelect={onSelect}
      label={t("offers.row", { name })}
      lead={
        <>
          <OriginText of={offer} />
          {onGiveBack && ` · ${t("offers.taken_by_you")}`}
          {offer.pool_name && ` · ${t("pool.shared", { name: offer.pool_name })}`}
          {offer.replaces && ` · ${t("replace.is")}`}
          {offer.status !== "offered" && (
            <span className={offer.overdue ? classes.overdue : undefined}>
              {" · "}
              {t(offer.overdue ? "queue.overdue" : "queue.due")} <Time at={offer.due_at} />
            </span>
          )}
        </>
      }
      title={name}
      meta={[
        <ChannelName key="channel" of={offer.channel} />,
        <Written key="subject" text={offer.subject} />,
        offer.team_name,
        offer.started_at && (
          <span key="began">
            {t("offers.began")} <Time at={offer.started_at} />
          </span>
        ),
        offer.scorecard_name,
      ]}
      actions={
        <>
          <Button variant={selected || first ? "filled" : "default"} onClick={onScore}>{t("offers.score")}</Button>
          {onWatch && (
            <Button variant="default" onClick={onWatch} disabled={watching}>
              {t(watching ? "watching.on" : "offers.watch")}
            </Button>
          )}
          {onAssign && (
            <Button variant="subtle" onClick={onAssign}>
              {t("offers.assign")}
            </Button>
          )}
          {onGiveBack && (
            <Button variant="subtle" onClick={onGiveBack}>
              {t("offers.give_back")}
            </Button>
          )}
          {onHandOver && (
            <Button variant="subtle" onClick={onHandOver}>
              {t("give.hand")}
            </Button>
          )}
          {onReplace && (
            <Button variant="subtle" onClick={onReplace}>
              {t("replace.do")}
            </Button>
          )}
          {onSkip && (
            <Button variant="subtle" onClick={onSkip}>
              {t("offers.skip")}
            </Button>
          )}
        </>
      }
    />
  );
}

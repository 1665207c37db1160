import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Interaction } from "@/api/types";
import { ChannelName } from "@/parts/ChannelName";
import { ItemRow } from "@/parts/ItemRow";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";

interface Props {
  interaction: Interaction;
  selected: boolean;
  onSelect: () => void;
  onWatch: () => void;
  onScore: () => void;
}

export function LiveRow({ interaction, selected, onSelect, onWatch, onScore }: Props) {
  const { t } = useTranslation();
  const name = interaction.agent_name ?? interaction.agent_ref ?? t("interaction.no_agent");
  return (
    <ItemRow
      selected={selected}
      onSelect={onSelect}
      label={t("interaction.row", { name })}
      title={name}
      meta={[
        <ChannelName key="channel" of={interaction.channel} />,
        <Written key="subject" text={interaction.subject ?? interaction.queue} />,
        interaction.team_name,
        interaction.tone && t("interaction.sounds", { tone: interaction.tone }),
        <span key="began">
          {t("offers.began")} <Time at={interaction.started_at} />
        </span>,
        t("interaction.said", { count: interaction.utterances }),
      ]}
      actions={
        <>
          <Button variant="default" onClick={onWatch}>
            {t("offers.watch")}
          </Button>
          <Button variant="subtle" onClick={onScore}>
            {t("offers.score")}
          </Button>
        </>
      }
    />
  );
}

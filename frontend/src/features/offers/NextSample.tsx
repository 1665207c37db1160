import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Offer } from "@/api/types";
import { ChannelName } from "@/parts/ChannelName";
import { useKeys } from "@/parts/keys";
import { OriginText } from "@/parts/OriginText";
import { Card } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import { GiveBack } from "./GiveBack";
import classes from "./offers.module.css";

/** What comes next from the queue, before anything of it is begun. */
export function NextSample({ offer, onBegin, onGivenBack }: { offer: Offer; onBegin: () => void; onGivenBack: () => void }) {
  const { t } = useTranslation();
  const [giving, setGiving] = useState(false);
  useKeys([
    { keys: ["enter", "s"], label: t("keys.begin"), run: onBegin },
    { keys: ["x"], label: t("keys.give_back"), run: () => setGiving(true) },
  ]);
  return (
    <Card>
      <div className={classes.next}>
        <p className={classes.why}>
          <OriginText of={offer} />
        </p>
        <h2>{t("offers.next_title", { name: offer.agent_name ?? t("interaction.no_agent") })}</h2>
        <p>
          <ChannelName of={offer.channel} />
          {offer.subject && " · "}
          <Written text={offer.subject} /> · {t("offers.began")} <Time at={offer.started_at} /> · {offer.scorecard_name}
        </p>
        <p className={classes.quiet}>{t("offers.next_text")}</p>
        <Group gap="xs">
          <Button onClick={onBegin} autoFocus rightSection={<kbd>↵</kbd>}>
            {t("offers.begin")}
          </Button>
          <Button variant="default" onClick={() => setGiving(true)} rightSection={<kbd>X</kbd>}>
            {t("offers.give_back")}
          </Button>
        </Group>
      </div>
      {giving && <GiveBack offer={offer} onClose={() => setGiving(false)} onDone={onGivenBack} />}
    </Card>
  );
}

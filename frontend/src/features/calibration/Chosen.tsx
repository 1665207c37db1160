import { ActionIcon, Button, Group, NumberInput, Select } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { drawCandidates } from "@/api/calibrations";
import { channels, type CalibratedItem, type Channel } from "@/api/types";
import { Icon } from "@/parts/Icon";
import { FaultLine } from "@/parts/States";
import classes from "./calibration.module.css";
import { ItemLine } from "./ItemLine";

const most = 10;

/** The interactions that a calibration is to be about, drawn by chance and taken out one by one. */
export function Chosen({ items, onChange }: { items: CalibratedItem[]; onChange: (items: CalibratedItem[]) => void }) {
  const { t } = useTranslation();
  const [n, setN] = useState(3);
  const [channel, setChannel] = useState<Channel>();
  const drawing = useMutation({
    mutationFn: () => drawCandidates(n, channel),
    onSuccess: ({ interactions }) => onChange([...items, ...interactions.filter((one) => !items.some((known) => known.interaction === one.interaction))].slice(0, most)),
  });
  return (
    <fieldset className={classes.part}>
      <legend>{t("calibration.interactions")}</legend>
      <p className={classes.quiet}>{t("calibration.interactions_means")}</p>
      <Group align="end">
        <NumberInput label={t("calibration.how_many")} min={1} max={most} value={n} onChange={(value) => setN(Math.min(most, Math.max(1, Number(value) || 1)))} w={120} />
        <Select
          label={t("calibration.channel")}
          placeholder={t("calibration.every_channel")}
          clearable
          data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
          value={channel ?? null}
          onChange={(value) => setChannel(channels.find((known) => known === value))}
        />
        <Button variant="default" onClick={() => drawing.mutate()} loading={drawing.isPending} disabled={items.length >= most}>
          {t("calibration.draw")}
        </Button>
      </Group>
      <FaultLine error={drawing.error} />
      {drawing.data?.interactions.length === 0 && <p role="status">{t("calibration.none_to_draw")}</p>}
      <ul className={classes.items}>
        {items.map((item) => (
          <li key={item.interaction}>
            <ItemLine of={item} />
            <ActionIcon variant="subtle" size="lg" aria-label={t("calibration.take_out")} onClick={() => onChange(items.filter((known) => known !== item))}>
              <Icon name="remove" size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

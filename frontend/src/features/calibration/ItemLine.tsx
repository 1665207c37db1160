import { useTranslation } from "react-i18next";
import type { CalibratedItem } from "@/api/types";
import { ChannelName } from "@/parts/ChannelName";
import { dayAndHour } from "@/parts/time";

/** What an interaction of a calibration is called: never by its agent. */
export function ItemLine({ of }: { of: CalibratedItem }) {
  const { t } = useTranslation();
  return (
    <span>
      <ChannelName of={of.channel} /> · {of.subject || t("calibration.no_subject")}
      {of.started_at && ` · ${dayAndHour(of.started_at)}`}
    </span>
  );
}

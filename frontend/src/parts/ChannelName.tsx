import { useTranslation } from "react-i18next";
import type { Channel } from "@/api/types";

export function ChannelName({ of }: { of: Channel }) {
  const { t } = useTranslation();
  return <>{t(`channel.${of}`)}</>;
}

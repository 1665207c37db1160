import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NoticeSettings } from "@/api/types";
import classes from "./notices.module.css";
import { zonesWith } from "./zones";

interface Props {
  chosen: NoticeSettings;
  siteZone: string;
  errors: Record<string, string>;
  onChange: (part: Partial<NoticeSettings>) => void;
}

/** When e-mail is sent, and by which clock. */
export function MailTimes({ chosen, siteZone, errors, onChange }: Props) {
  const { t } = useTranslation();
  const time = (name: "digest_at" | "quiet_from" | "quiet_until") => (
    <TextInput key={name} type="time" label={t(`notice.${name}`)} required={name === "digest_at"} value={chosen[name]} error={errors[name]} onChange={(e) => onChange({ [name]: e.currentTarget.value })} />
  );
  return (
    <>
      <div className={classes.times}>
        {chosen.mail === "digest" ? time("digest_at") : [time("quiet_from"), time("quiet_until")]}
        <Select
          label={t("notice.time_zone")}
          placeholder={t("notice.site_zone", { zone: siteZone })}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("filter.clear_this") }}
          nothingFoundMessage={t("notice.no_zone")}
          limit={50}
          data={zonesWith(chosen.time_zone)}
          value={chosen.time_zone || null}
          error={errors.time_zone}
          onChange={(zone) => onChange({ time_zone: zone ?? "" })}
        />
      </div>
      {chosen.mail === "each" && <p className={classes.quiet}>{t("notice.quiet_means")}</p>}
    </>
  );
}

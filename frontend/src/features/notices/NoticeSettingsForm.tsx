import { Button, Radio, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { noticeSettingsQuery, saveNoticeSettings } from "@/api/notices";
import type { Notice, NoticeSettings, NoticeSettingsView } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import { KindChoice } from "./KindChoice";
import { MailTimes } from "./MailTimes";
import classes from "./notices.module.css";

const ways = ["each", "digest", "none"] as const;
const fields = ["mail", "digest_at", "quiet_from", "quiet_until", "time_zone", "muted"];

interface Props {
  settings: NoticeSettingsView;
  kinds: Notice["kind"][];
}

/** How one hears of notices by e-mail; in the application they always come at once. */
export function NoticeSettingsForm({ settings: { site_zone, site_mails, ...stored }, kinds }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [chosen, setChosen] = useState<NoticeSettings>(stored);
  const set = (part: Partial<NoticeSettings>) => setChosen((known) => ({ ...known, ...part }));
  const saving = useMutation({
    mutationFn: () => saveNoticeSettings(chosen),
    onSuccess: (kept) => {
      cache.setQueryData(noticeSettingsQuery.queryKey, kept);
      notifications.show({ message: t("notice.kept") });
    },
  });
  const { errors, rest } = fieldFaults(saving.error, fields);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <Stack gap="md">
        {!site_mails && <p className={classes.quiet}>{t("notice.site_silent")}</p>}
        <Radio.Group label={t("notice.mail")} value={chosen.mail} error={errors.mail} onChange={(mail) => set({ mail: mail as NoticeSettings["mail"] })}>
          <Stack gap="xs" mt="xs">
            {ways.map((way) => (
              <Radio key={way} value={way} label={t(`notice.mail_${way}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {chosen.mail !== "none" && (
          <>
            <MailTimes chosen={chosen} siteZone={site_zone} errors={errors} onChange={set} />
            <KindChoice kinds={kinds} muted={chosen.muted} error={errors.muted} onChange={(muted) => set({ muted })} />
          </>
        )}
        <FaultLine error={rest} />
        <div>
          <Button type="submit" loading={saving.isPending}>
            {t("notice.keep")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

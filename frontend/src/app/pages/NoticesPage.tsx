import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { noticesQuery, readNotices } from "@/api/notices";
import type { Notice } from "@/api/types";
import { NoticeList } from "@/features/notices/NoticeList";
import { placeOf } from "@/features/notices/place";
import { useKeys } from "@/parts/keys";
import { MoreButton } from "@/parts/MoreButton";
import { Page } from "@/parts/Page";
import { FaultLine, Loaded } from "@/parts/States";
import { useSession } from "../session";

export function NoticesPage() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { roles } = useSession();
  const notices = useInfiniteQuery(noticesQuery);
  const [picked, setPicked] = useState(-1);
  const list = notices.data ?? [];
  const reading = useMutation({ mutationFn: readNotices, onSuccess: () => cache.invalidateQueries({ queryKey: ["notices"] }) });
  const read = (notice: Notice) => !notice.read_at && reading.mutate({ ids: [notice.id] });
  const readAll = () => list[0] && reading.mutate({ up_to: list[0].id });
  const unread = list.some((notice) => !notice.read_at);
  const step = (by: number) => setPicked((at) => Math.min(list.length - 1, Math.max(0, at + by)));
  const open = () => {
    const notice = list[Math.max(0, picked)];
    if (!notice) return;
    read(notice);
    void navigate({ to: placeOf(notice, roles) });
  };
  useKeys([
    { keys: ["j", "arrowdown"], label: t("keys.next"), run: () => step(1) },
    { keys: ["k", "arrowup"], label: t("keys.previous"), run: () => step(-1) },
    { keys: ["enter"], label: t("keys.open_row"), run: open },
    { keys: ["r"], label: t("notice.read_all"), run: readAll, hidden: !unread },
  ]);
  return (
    <Page
      title={t("notice.title")}
      sub={t("notice.sub")}
      actions={
        unread && (
          <Button variant="default" loading={reading.isPending} onClick={readAll} rightSection={<kbd>R</kbd>}>
            {t("notice.read_all")}
          </Button>
        )
      }
    >
      <FaultLine error={reading.error} />
      <Loaded query={notices} rows={6} empty={{ title: t("notice.none"), text: t("notice.none_text") }}>
        {(rows) => <NoticeList rows={rows} roles={roles} selected={picked} onSelect={setPicked} onRead={read} />}
      </Loaded>
      <MoreButton query={notices} />
    </Page>
  );
}

import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Notice, Role } from "@/api/types";
import { Items, ItemRow } from "@/parts/ItemRow";
import { Time } from "@/parts/Time";
import { placeOf } from "./place";

interface Props {
  rows: Notice[];
  roles: Role[];
  selected: number;
  onSelect: (at: number) => void;
  onRead: (notice: Notice) => void;
}

/** What one was told of; opening what it leads to reads it. */
export function NoticeList({ rows, roles, selected, onSelect, onRead }: Props) {
  const { t } = useTranslation();
  return (
    <Items label={t("notice.title")}>
      {rows.map((notice, i) => (
        <ItemRow
          key={notice.id}
          label={t(`notice.kind.${notice.kind}`)}
          selected={i === selected}
          onSelect={() => onSelect(i)}
          lead={!notice.read_at && t("notice.new")}
          title={t(`notice.kind.${notice.kind}`)}
          meta={[<Time key="at" at={notice.at} />]}
          actions={
            <Button variant="default" component={Link} to={placeOf(notice, roles)} onClick={() => onRead(notice)}>
              {t("notice.open")}
            </Button>
          }
        />
      ))}
    </Items>
  );
}

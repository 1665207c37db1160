import { Button, Modal } from "@mantine/core";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { exportVersion, versionsQuery } from "@/api/scorecards";
import { Items, ItemRow } from "@/parts/ItemRow";
import { MoreButton } from "@/parts/MoreButton";
import { FaultLine, Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";
import { download } from "./download";

/** The versions of a scorecard, the newest first, each to read and to look at its figures. */
export function VersionsDialog({ card, onClose }: { card: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation();
  const versions = useInfiniteQuery(versionsQuery(card.id));
  const exporting = useMutation({ mutationFn: async ({ id, version }: { id: string; version: number }) => download(`${card.name} ${version}.json`, await exportVersion(id)) });
  return (
    <Modal opened onClose={onClose} title={t("cards.versions_of", { name: card.name })} size="lg" closeButtonProps={{ "aria-label": t("close") }}>
      <FaultLine error={exporting.error} />
      <Loaded query={versions} rows={3}>
        {(list) => (
          <Items label={t("cards.versions_of", { name: card.name })} narrow>
            {list.map((one) => (
              <ItemRow
                key={one.id}
                label={t("quality.version_n", { version: one.version })}
                title={t("quality.version_n", { version: one.version })}
                meta={[<Time key="at" at={one.published_at} />, one.published_by_name]}
                actions={
                  <>
                    <Link to="/scorecards" search={{ scorecard: card.id, version: one.id }} onClick={onClose}>
                      {t("card_deed.read")}
                    </Link>
                    <Link to="/scorecards/$id/quality" params={{ id: card.id }} search={{ version: one.id }}>{t("card_deed.quality")}</Link>
                    <Button size="compact-sm" variant="subtle" onClick={() => exporting.mutate(one)}>
                      {t("card_deed.export")}
                      <span className="visually-hidden"> {t("quality.version_n", { version: one.version })}</span>
                    </Button>
                  </>
                }
              />
            ))}
          </Items>
        )}
      </Loaded>
      <MoreButton query={versions} />
    </Modal>
  );
}

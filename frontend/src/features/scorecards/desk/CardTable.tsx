import { Button, Menu } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ScorecardDraftSummary, ScorecardSummary } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { Time } from "@/parts/Time";

export type Deed = "read" | "edit" | "quality" | "versions" | "duplicate" | "export" | "retire" | "bring_back";

export interface CardRow {
  id: string;
  name: string;
  card?: ScorecardSummary;
  draft?: ScorecardDraftSummary;
}

/** The published scorecards and what is being written, each scorecard once. */
export function rowsOf(cards: ScorecardSummary[], drafts: ScorecardDraftSummary[]): CardRow[] {
  const writing = new Map(drafts.map((draft) => [draft.scorecard, draft]));
  const known = new Set(cards.map(({ id }) => id));
  return [
    ...drafts.filter(({ scorecard }) => !known.has(scorecard)).map((draft) => ({ id: draft.scorecard, name: draft.name, draft })),
    ...cards.map((card) => ({ id: card.id, name: card.name, card, draft: writing.get(card.id) })),
  ];
}

interface Props {
  rows: CardRow[];
  onDo: (deed: Deed, row: CardRow) => void;
}

const deedsOf = ({ card }: CardRow): Deed[] => (card ? ["read", "quality", "versions", "duplicate", "export", card.retired ? "bring_back" : "retire"] : []);

export function CardTable({ rows, onDo }: Props) {
  const { t } = useTranslation();
  const columns = useMemo<Column<CardRow>[]>(
    () => [
      { id: "name", header: t("cards.scorecard"), cell: ({ row }) => row.original.name || t("builder.untitled") },
      { id: "state", header: t("cards.state"), cell: ({ row: { original: row } }) => t(row.card ? (row.card.retired ? "cards.retired" : "cards.in_use") : "cards.not_published") },
      { id: "version", header: t("cards.version"), cell: ({ row }) => row.original.card?.version ?? t("cards.none_yet") },
      { id: "questions", header: t("cards.questions"), cell: ({ row }) => row.original.card?.questions ?? "" },
      {
        id: "draft",
        header: t("cards.draft"),
        cell: ({ row: { original: row } }) =>
          row.draft ? (
            <>
              {t("cards.changed_by", { name: row.draft.changed_by_name })} <Time at={row.draft.updated_at} />
            </>
          ) : (
            ""
          ),
      },
      {
        id: "do",
        header: t("cards.do"),
        cell: ({ row: { original: row } }) => (
          <span style={{ display: "flex", flexWrap: "wrap", gap: 8 }}>
            <Button size="compact-sm" variant="default" onClick={() => onDo("edit", row)}>
              {t(row.draft ? "cards.go_on" : "cards.edit")}
              <span className="visually-hidden"> {row.name}</span>
            </Button>
            {deedsOf(row).length > 0 && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button size="compact-sm" variant="subtle" aria-label={t("cards.more_of", { name: row.name })}>
                    {t("shell.more")}
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {deedsOf(row).map((deed) => (
                    <Menu.Item key={deed} onClick={() => onDo(deed, row)}>
                      {t(`card_deed.${deed}`)}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            )}
          </span>
        ),
      },
    ],
    [t, onDo],
  );
  return <DataTable name="scorecards" label={t("cards.title")} columns={columns} rows={rows} idOf={(row) => row.id} onOpen={(row) => onDo(row.card ? "read" : "edit", row)} />;
}

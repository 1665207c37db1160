import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { actionCountsQuery, actionsQuery, type ActionFilter } from "@/api/coaching";
import type { CoachingAction } from "@/api/types";
import { Items } from "@/parts/ItemRow";
import { useKeys } from "@/parts/keys";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { useActionRows } from "./useActionRows";
import classes from "./coaching.module.css";

interface Props {
  view: "board" | "list";
  of: Pick<ActionFilter, "agent" | "owner">;
  onAssign?: (action: CoachingAction) => void;
}

const within = (at: number, length: number) => Math.min(length - 1, Math.max(0, at));

function useLanes({ view, of }: Props) {
  const { t } = useTranslation();
  const counts = useQuery(actionCountsQuery(of)).data;
  const board = view === "board";
  const open = useInfiniteQuery({ ...actionsQuery({ ...of, status: "open" }), enabled: board });
  const done = useInfiniteQuery({ ...actionsQuery({ ...of, status: "done" }), enabled: board });
  const closed = useInfiniteQuery({ ...actionsQuery({ ...of, status: "closed" }), enabled: board });
  const all = useInfiniteQuery({ ...actionsQuery(of), enabled: !board });
  if (!board) return [{ key: "all", query: all, note: counts && t("agreed.count", { count: counts.open + counts.done + counts.closed + counts.dropped }) }];
  const overdue = counts && counts.overdue > 0 && ` · ${t("agreed.count_overdue", { count: counts.overdue })}`;
  return [
    { key: "open", query: open, note: counts && `${t("agreed.count", { count: counts.open })}${overdue || ""}` },
    { key: "done", query: done, note: counts && t("agreed.count", { count: counts.done }) },
    { key: "closed", query: closed, note: counts && t("agreed.count", { count: counts.closed }) },
  ];
}

/** Actions by their state, or as one list; J and K move within a column, H and L between them. */
export function ActionBoard(props: Props) {
  const { t } = useTranslation();
  const { row, finish, dialogs } = useActionRows(props.onAssign);
  const lanes = useLanes(props);
  const [picked, pick] = useState<{ lane: number; at: number } | null>(null);
  const lane = picked && within(picked.lane, lanes.length);
  const rowsIn = (n: number) => lanes[n]?.query.data ?? [];
  const chosen = picked ? rowsIn(lane!)[within(picked.at, rowsIn(lane!).length)] : undefined;
  const step = (by: number) => pick(picked ? { lane: lane!, at: within(picked.at + by, rowsIn(lane!).length) } : { lane: 0, at: 0 });
  const cross = (by: number) => pick(picked ? { lane: within(lane! + by, lanes.length), at: picked.at } : { lane: 0, at: 0 });
  useKeys([
    { keys: ["j", "arrowdown"], label: t("keys.next"), run: () => step(1) },
    { keys: ["k", "arrowup"], label: t("keys.previous"), run: () => step(-1) },
    { keys: ["l", "arrowright"], label: t("keys.next_column"), run: () => cross(1), hidden: lanes.length < 2 },
    { keys: ["h", "arrowleft"], label: t("keys.previous_column"), run: () => cross(-1), hidden: lanes.length < 2 },
    { keys: ["f"], label: t("agreed.finish"), run: () => chosen?.may.finish && finish(chosen) },
    { keys: ["m"], label: t("assigning.assign_module"), run: () => chosen?.may.drop && props.onAssign?.(chosen), hidden: !props.onAssign },
  ]);
  return (
    <div className={props.view === "board" ? classes.board : undefined}>
      {lanes.map(({ key, query, note }, n) => (
        <Section key={key} id={`lane-${key}`} title={t(`agreed.lane_${key}`)} note={note}>
          <Loaded query={query} rows={3} empty={{ title: t(`agreed.lane_${key}_none`), text: t(`agreed.lane_${key}_none_text`) }}>
            {(rows) => (
              <Items label={t(`agreed.lane_${key}`)} narrow={props.view === "board"}>
                {rows.map((action, at) => row(action, { stateless: props.view === "board", selected: action.id === chosen?.id, onSelect: () => pick({ lane: n, at }) }))}
              </Items>
            )}
          </Loaded>
          <MoreButton query={query} />
        </Section>
      ))}
      {dialogs}
    </div>
  );
}

import type { Segment, Utterance } from "@/api/types";

export interface Row {
  key: string;
  utterance?: Utterance;
  transfer?: Segment;
}

/** Utterances with the transfers between them; the first segment is the start and no transfer. */
export function rowsOf(utterances: Utterance[], segments: Segment[] | null | undefined): Row[] {
  const transfers = (segments ?? []).slice(1);
  const rows: Row[] = [];
  for (const utterance of utterances) {
    while (transfers[0] && transfers[0].since <= utterance.at) push(rows, transfers.shift()!);
    rows.push({ key: `u${utterance.pos}`, utterance });
  }
  transfers.forEach((transfer) => push(rows, transfer));
  return rows;
}

const push = (rows: Row[], transfer: Segment) => rows.push({ key: `t${transfer.since}`, transfer });

import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { replyToSuggestion } from "@/api/feedback";
import type { Boxed } from "@/api/types";
import { ItemRow, Items } from "@/parts/ItemRow";
import { useSpoken, Written } from "@/parts/Said";
import { dayOf } from "@/parts/time";
import { DecideSuggestion } from "./DecideSuggestion";
import { Replies } from "./Replies";
import { WriteDialog } from "./WriteDialog";
import classes from "./feedback.module.css";

/** What came out of the box, with what becomes of it. */
export function BoxRows({ rows }: { rows: Boxed[] }) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const cache = useQueryClient();
  const [asked, setAsked] = useState<{ row: Boxed; to: "reply" | "decide" } | null>(null);
  const close = () => setAsked(null);
  const done = () => {
    close();
    void cache.invalidateQueries({ queryKey: ["suggestions"] });
  };
  return (
    <>
      <Items label={t("box.list")}>
        {rows.map((row) => (
          <ItemRow
            key={row.id}
            label={spoken(row.words)}
            title={<Written text={row.words} />}
            meta={[t(`box.status_${row.status}`), row.team_name ?? t("box.whole_site"), t("box.came_on", { day: dayOf(row.came_on) })]}
            actions={
              row.may.reply && (
                <>
                  <Button variant="default" onClick={() => setAsked({ row, to: "reply" })}>
                    {t("box.reply")}
                  </Button>
                  <Button variant="default" onClick={() => setAsked({ row, to: "decide" })}>
                    {t("box.set")}
                  </Button>
                </>
              )
            }
          >
            {(row.reason || row.replies.length > 0) && (
              <div className={classes.stack}>
                {row.reason && (
                  <p className={classes.text}>
                    <Written text={t("box.because", { reason: row.reason })} />
                  </p>
                )}
                <Replies list={row.replies} />
              </div>
            )}
          </ItemRow>
        ))}
      </Items>
      {asked?.to === "reply" && (
        <WriteDialog title={t("box.reply_title")} text={t("box.reply_text")} label={t("box.reply_words")} confirm={t("box.reply")} send={(words) => replyToSuggestion(asked.row, words)} onClose={close} onSent={done} />
      )}
      {asked?.to === "decide" && <DecideSuggestion row={asked.row} onClose={close} onDone={done} />}
    </>
  );
}

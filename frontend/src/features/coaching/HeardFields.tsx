import { Checkbox, Select, Stack } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Heard } from "@/api/coaching";
import { interactionsQuery, utterancesQuery } from "@/api/interactions";
import { Said } from "@/parts/Said";
import { Loaded } from "@/parts/States";
import { dayAndHour } from "@/parts/time";
import classes from "./coaching.module.css";

const most = 20;

interface Props {
  agent: string;
  value: Heard[];
  onChange: (heard: Heard[]) => void;
}

/** What was said in one's own interactions, to show a peer. */
export function HeardFields({ agent, value, onChange }: Props) {
  const { t } = useTranslation();
  const [of, setOf] = useState<string | null>(null);
  const mine = useInfiniteQuery(interactionsQuery({ agent }));
  const nameOf = (one: { channel: string; subject?: string | null; started_at?: string | null }) => [one.subject ?? t(`channel.${one.channel}`), one.started_at && dayAndHour(one.started_at)].filter(Boolean).join(" · ");
  return (
    <Stack gap="xs">
      <Select
        label={t("peer.heard")}
        description={t("peer.heard_hint", { count: most })}
        placeholder={t("peer.heard_none")}
        clearable
        searchable
        clearButtonProps={{ "aria-label": t("filter.clear_this") }}
        data={(mine.data ?? []).map((one) => ({ value: one.id, label: nameOf(one) }))}
        value={of}
        onChange={setOf}
      />
      {of && <Lines key={of} of={of} value={value} onChange={onChange} />}
      <p className={classes.quiet} role="status">
        {value.length > 0 && t("peer.heard_chosen", { count: value.length })}
      </p>
    </Stack>
  );
}

function Lines({ of, value, onChange }: { of: string } & Pick<Props, "value" | "onChange">) {
  const { t } = useTranslation();
  const said = useQuery(utterancesQuery(of));
  const has = (pos: number) => value.some((one) => one.interaction === of && one.pos === pos);
  const toggle = (pos: number) => onChange(has(pos) ? value.filter((one) => one.interaction !== of || one.pos !== pos) : [...value, { interaction: of, pos }]);
  return (
    <Loaded query={said} rows={2} empty={{ title: t("transcript.empty"), text: "" }}>
      {(list) => (
        <div className={classes.lines} role="group" aria-label={t("peer.heard_lines")} tabIndex={0}>
          {list.map((one) => (
            <Checkbox
              key={one.pos}
              checked={has(one.pos)}
              disabled={!has(one.pos) && value.length >= most}
              onChange={() => toggle(one.pos)}
              label={
                <>
                  <span className={classes.quiet}>{t(`speaker.${one.speaker}`)}: </span>
                  <Said utterance={one} />
                </>
              }
            />
          ))}
        </div>
      )}
    </Loaded>
  );
}

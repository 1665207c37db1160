import { Button, Group, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { releaseMany } from "@/api/comparing";
import type { EvaluationSummary } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { useKeys } from "@/parts/keys";
import { Card } from "@/parts/Page";
import { FaultLine } from "@/parts/States";
import classes from "./evaluations.module.css";

interface Props {
  /** Those that their reader can release. */
  rows: EvaluationSummary[];
  chosen: Set<string>;
  choose: (chosen: Set<string>) => void;
}

const most = 200;
const toggle = () => document.activeElement?.closest("tr")?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();

/** Releases the chosen ones now, or has them released at a time. */
export function ReleaseMany({ rows, chosen, choose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [at, setAt] = useState("");
  const picked = rows.filter(({ id }) => chosen.has(id)).slice(0, most);
  const names = new Map(rows.map((row) => [row.id, row.agent_name]));
  const [sent, setSent] = useState<Map<string, string>>(new Map());
  const releasing = useMutation({
    mutationFn: (when?: string) => releaseMany(picked, when),
    onMutate: () => setSent(names),
    onSuccess: () => choose(new Set()),
    onSettled: () => cache.invalidateQueries({ queryKey: ["evaluations"] }),
  });
  const all = () => choose(new Set(rows.slice(0, most).map(({ id }) => id)));
  useKeys([
    { keys: ["x"], label: t("many.key"), run: toggle },
    { keys: ["shift+a"], label: t("many.all"), run: all },
  ]);
  const { errors, rest } = fieldFaults(releasing.error, ["at"]);
  const done = releasing.data?.filter(({ ok }) => ok).length ?? 0;
  const refused = releasing.data?.filter(({ ok }) => !ok) ?? [];
  return (
    <Card>
      <p className={classes.quiet}>{t("many.hint")}</p>
      <Group gap="xs" align="end">
        <span role="status">{t("many.chosen", { count: picked.length })}</span>
        <Button variant="subtle" disabled={rows.length === 0} onClick={picked.length === 0 ? all : () => choose(new Set())}>
          {t(picked.length === 0 ? "many.all" : "many.none")}
        </Button>
        <Button disabled={picked.length === 0} loading={releasing.isPending} onClick={() => releasing.mutate(undefined)}>
          {t("many.release")}
        </Button>
        <TextInput type="datetime-local" label={t("many.when")} value={at} error={errors.at} onChange={(e) => setAt(e.currentTarget.value)} />
        <Button variant="default" disabled={picked.length === 0 || !at} loading={releasing.isPending} onClick={() => releasing.mutate(new Date(at).toISOString())}>
          {t("many.plan")}
        </Button>
      </Group>
      <FaultLine error={rest} />
      {releasing.data && (
        <div role="status">
          <p>{t(releasing.variables ? "many.planned" : "many.done", { count: done })}</p>
          {refused.length > 0 && (
            <>
              <p>{t("many.not_done")}</p>
              <ul>
                {refused.map(({ id, detail }) => (
                  <li key={id}>
                    {sent.get(id)}: {detail}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </Card>
  );
}

import { Button, Group, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { absencesQuery, beAbsent, beBack } from "@/api/evaluators";
import { Card, Section } from "@/parts/Page";
import { FaultLine, Loaded } from "@/parts/States";
import { dayOf } from "@/parts/time";
import classes from "./offers.module.css";

/** One's own days of absence that are not over. */
export function Absences() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const absences = useQuery(absencesQuery);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const refresh = () => void cache.invalidateQueries({ queryKey: absencesQuery.queryKey });
  const adding = useMutation({
    mutationFn: () => beAbsent(from, to),
    onSuccess: () => {
      setFrom("");
      setTo("");
    },
    onSettled: refresh,
  });
  const removing = useMutation({ mutationFn: beBack, onSettled: refresh });
  return (
    <Section title={t("absence.title")} id="absences">
      <Card>
        <p className={classes.line}>{t("absence.text")}</p>
        <Loaded query={absences} rows={1}>
          {(rows) =>
            rows.length === 0 ? (
              <p>{t("absence.none")}</p>
            ) : (
              <ul className={classes.spans} aria-label={t("absence.title")}>
                {rows.map((one) => {
                  const span = one.from === one.to ? dayOf(one.from) : `${dayOf(one.from)} – ${dayOf(one.to)}`;
                  return (
                    <li key={one.id}>
                      <span>{span}</span>
                      <Button size="xs" variant="subtle" aria-label={t("absence.take_back_of", { span })} onClick={() => removing.mutate(one.id)}>
                        {t("absence.take_back")}
                      </Button>
                    </li>
                  );
                })}
              </ul>
            )
          }
        </Loaded>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            adding.mutate();
          }}
        >
          <Group align="flex-end" mt="sm">
            <TextInput type="date" label={t("absence.from")} required value={from} onChange={(e) => setFrom(e.currentTarget.value)} />
            <TextInput type="date" label={t("absence.to")} required min={from} value={to} onChange={(e) => setTo(e.currentTarget.value)} />
            <Button type="submit" variant="default" disabled={!from || !to} loading={adding.isPending}>
              {t("absence.add")}
            </Button>
          </Group>
          <FaultLine error={adding.error ?? removing.error} />
        </form>
      </Card>
    </Section>
  );
}

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { evaluationsQuery } from "@/api/evaluations";
import { ChannelName } from "@/parts/ChannelName";
import { Items, ItemRow } from "@/parts/ItemRow";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { useSpoken, Written } from "@/parts/Said";
import { Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";

const few = 5;

/** The released evaluations that wait for their agent; empty is a good state and says so. */
export function ToAcknowledge({ agent, selected }: { agent: string; selected: number }) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const [all, setAll] = useState(false);
  const shown = all || selected >= few ? undefined : few;
  const waiting = useInfiniteQuery(evaluationsQuery({ agent, status: "released" }));
  return (
    <Section title={t("work.to_acknowledge")} id="to-acknowledge" note={waiting.data?.length ? String(waiting.data.length) : undefined}>
      <Loaded query={waiting} rows={2} empty={{ title: t("work.nothing"), text: t("work.nothing_text") }}>
        {(list) => (
          <>
            <Items label={t("work.to_acknowledge")}>
              {list.slice(0, shown).map((evaluation, i) => (
                <ItemRow
                  key={evaluation.id}
                  selected={i === selected}
                  label={spoken(evaluation.subject ?? t("evaluation.untitled"))}
                  title={<Written text={evaluation.subject ?? t("evaluation.untitled")} />}
                  meta={[
                    <ChannelName key="channel" of={evaluation.channel} />,
                    t("evaluation.by", { name: evaluation.evaluator_name }),
                    evaluation.released_at && (
                      <span key="when">
                        {t("work.released")} <Time at={evaluation.released_at} />
                      </span>
                    ),
                  ]}
                  actions={
                    <Button variant={i === Math.max(0, selected) ? "filled" : "default"} component={Link} to={`/evaluations/${evaluation.id}`}>
                      {t("work.read")}
                    </Button>
                  }
                />
              ))}
            </Items>
            {shown && list.length > shown && (
              <Button variant="subtle" onClick={() => setAll(true)}>
                {t("work.all", { count: list.length })}
              </Button>
            )}
          </>
        )}
      </Loaded>
      {!shown && <MoreButton query={waiting} />}
    </Section>
  );
}

import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionEffectQuery } from "@/api/coaching";
import { dimensions, type CoachingSession } from "@/api/types";
import { Section } from "@/parts/Page";
import { SingleEffect } from "@/parts/SingleEffect";

const scores = ["overall", ...dimensions] as const;

/** What came of a session that was held: in the whole score, a dimension, or a question that it was about. */
export function SessionEffect({ of }: { of: CoachingSession }) {
  const { t } = useTranslation();
  const asked = new Map([...of.agenda, ...of.actions].flatMap(({ question, question_text: text }) => (question && text ? [[question, text] as const] : [])));
  const [on, setOn] = useState<string>(asked.keys().next().value ?? "overall");
  const found = useQuery(sessionEffectQuery(of.id, asked.has(on) ? { question: on } : { on: scores.find((one) => one === on) }));
  return (
    <Section title={t("effects.of_session")} id="effect">
      <Select
        label={t("effects.on")}
        value={on}
        onChange={(next) => next && setOn(next)}
        allowDeselect={false}
        maw={420}
        data={[...[...asked].map(([value, label]) => ({ value, label })), ...scores.map((value) => ({ value, label: t(`dimension.${value}`) }))]}
      />
      <SingleEffect query={found} />
    </Section>
  );
}

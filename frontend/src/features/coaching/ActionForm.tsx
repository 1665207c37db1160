import { Button, Group, Modal, Radio, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addAction } from "@/api/coaching";
import { sessionQuery } from "@/api/session";
import type { AgendaItem, CoachingAction } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import { useQuestions } from "@/parts/useCard";
import { localOf } from "./WhenFields";

interface Props {
  /** Whose it is; without it one of the agents is chosen. */
  agent?: string;
  agents?: { id: string; name: string }[];
  session?: string;
  /** What it can be about; any question where this is empty. */
  agenda: AgendaItem[];
  onClose: () => void;
  onAdded: () => void;
  /** Goes on with a module, where its reader may give one. */
  onAssign?: (action: CoachingAction) => void;
}

const inTwoWeeks = (now = new Date()) => localOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 14)).slice(0, 10);

interface Topic {
  evaluation?: string;
  question?: string;
  question_text?: string;
  score?: number | null;
}

/** One question may stand on the agenda with several evaluations. */
const placeOf = (topic: Topic) => `${topic.evaluation ?? ""} ${topic.question}`;

function useTopics(agenda: AgendaItem[]): Topic[] {
  const questions = useQuestions(agenda.length === 0);
  if (agenda.length === 0) return (questions.data ?? []).map(({ id, text }) => ({ question: id, question_text: text }));
  return agenda.filter((item, i) => item.question && item.evaluation && agenda.findIndex((one) => placeOf(one) === placeOf(item)) === i);
}

/** Agrees on an action: from the weakness to its cause, to what will be done by whom and when. */
export function ActionForm({ agent: known, agents = [], session, agenda, onClose, onAdded, onAssign }: Props) {
  const { t } = useTranslation();
  const topics = useTopics(agenda);
  const me = useQuery(sessionQuery).data?.user.id;
  const wordsOf = (one: Topic) => [one.question_text ?? "", one.score != null && t("coaching.scored", { score: Math.round(one.score) })].filter(Boolean).join(" · ");
  const [agent, setAgent] = useState<string | null>(known ?? null);
  const [kind, setKind] = useState<CoachingAction["kind"]>("weakness");
  const [chosen, setChosen] = useState<string | null>(agenda.length > 0 && topics[0] ? placeOf(topics[0]) : null);
  const [cause, setCause] = useState("");
  const [text, setText] = useState("");
  const [mine, setMine] = useState(false);
  const [due, setDue] = useState(inTwoWeeks);
  const topic = topics.find((one) => placeOf(one) === chosen);
  const adding = useMutation({
    mutationFn: () =>
      addAction({
        agent: agent ?? "",
        kind,
        text: text.trim(),
        root_cause: cause.trim(),
        due_on: due,
        session,
        ...(mine ? { owner: me } : {}),
        ...(topic ? { evaluation: topic.evaluation, question: topic.question } : {}),
      }),
  });
  const add = (then?: (action: CoachingAction) => void) =>
    adding.mutate(undefined, {
      onSuccess: (action) => {
        onAdded();
        then?.(action);
      },
    });
  const { errors, rest } = fieldFaults(adding.error, ["agent", "text", "root_cause", "due_on"]);
  const ready = agent !== null && text.trim().length >= 3;
  return (
    <Modal opened onClose={onClose} title={t("agreed.add")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Stack gap="md">
          {!known && (
            <Select
              label={t("coaching.agent")}
              required
              searchable
              nothingFoundMessage={t("filter.nobody")}
              data={agents.map(({ id, name }) => ({ value: id, label: name }))}
              value={agent}
              error={errors.agent}
              onChange={setAgent}
            />
          )}
          <Radio.Group label={t("agreed.kind")} value={kind} onChange={(value) => setKind(value as CoachingAction["kind"])}>
            <Group gap="md" mt="xs">
              <Radio value="weakness" label={t("agreed.kind_weakness")} />
              <Radio value="strength" label={t("agreed.kind_strength")} />
            </Group>
          </Radio.Group>
          {topics.length > 0 && (
            <Select
              label={t("agreed.about")}
              placeholder={t("agreed.about_none")}
              clearable
              searchable={agenda.length === 0}
              clearButtonProps={{ "aria-label": t("filter.clear_this") }}
              data={topics.map((one) => ({ value: placeOf(one), label: wordsOf(one) }))}
              value={chosen}
              onChange={setChosen}
            />
          )}
          <TextInput label={t("agreed.root_cause")} description={t("agreed.root_cause_hint")} maxLength={500} value={cause} error={errors.root_cause} onChange={(e) => setCause(e.currentTarget.value)} />
          <Textarea label={t("agreed.text")} required autosize minRows={2} maxLength={1000} data-autofocus={known ? true : undefined} value={text} error={errors.text} onChange={(e) => setText(e.currentTarget.value)} />
          <Radio.Group label={t("agreed.who")} value={mine ? "me" : "agent"} onChange={(value) => setMine(value === "me")}>
            <Group gap="md" mt="xs">
              <Radio value="agent" label={t("agreed.who_agent")} />
              <Radio value="me" label={t("agreed.who_me")} />
            </Group>
          </Radio.Group>
          <TextInput type="date" label={t("agreed.due")} required value={due} error={errors.due_on} onChange={(e) => setDue(e.currentTarget.value)} />
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            {onAssign && kind === "weakness" && (
              <Button variant="default" disabled={!ready || adding.isPending} onClick={() => add(onAssign)}>
                {t("agreed.add_and_assign")}
              </Button>
            )}
            <Button type="submit" disabled={!ready} loading={adding.isPending}>
              {t("agreed.add")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Button, Group, Modal, Radio, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addAction } from "@/api/coaching";
import type { AgendaItem, CoachingAction } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import { localOf } from "./WhenFields";

interface Props {
  agent: string;
  session?: string;
  agenda: AgendaItem[];
  onClose: () => void;
  onAdded: () => void;
  /** Goes on with a module, where its reader may give one. */
  onAssign?: (action: CoachingAction) => void;
}

const inTwoWeeks = (now = new Date()) => localOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 14)).slice(0, 10);

/** One question may stand on the agenda with several evaluations. */
const placeOf = (item: AgendaItem) => `${item.evaluation} ${item.question}`;

/** Agrees on an action: from the weakness to its cause, to what will be done by when. */
export function ActionForm({ agent, session, agenda, onClose, onAdded, onAssign }: Props) {
  const { t } = useTranslation();
  const about = agenda.filter((item, i) => item.question && item.evaluation && agenda.findIndex((one) => placeOf(one) === placeOf(item)) === i);
  const wordsOf = (one: AgendaItem) => [one.question_text ?? "", one.score != null && t("coaching.scored", { score: Math.round(one.score) })].filter(Boolean).join(" · ");
  const [kind, setKind] = useState<CoachingAction["kind"]>("weakness");
  const [chosen, setChosen] = useState<string | null>(about[0] ? placeOf(about[0]) : null);
  const [cause, setCause] = useState("");
  const [text, setText] = useState("");
  const [due, setDue] = useState(inTwoWeeks);
  const item = about.find((one) => placeOf(one) === chosen);
  const adding = useMutation({
    mutationFn: () =>
      addAction({ agent, kind, text: text.trim(), root_cause: cause.trim(), due_on: due, session, ...(item ? { evaluation: item.evaluation, question: item.question } : {}) }),
  });
  const add = (then?: (action: CoachingAction) => void) =>
    adding.mutate(undefined, {
      onSuccess: (action) => {
        onAdded();
        then?.(action);
      },
    });
  const { errors, rest } = fieldFaults(adding.error, ["text", "root_cause", "due_on"]);
  return (
    <Modal opened onClose={onClose} title={t("agreed.add")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Stack gap="md">
          <Radio.Group label={t("agreed.kind")} value={kind} onChange={(value) => setKind(value as CoachingAction["kind"])}>
            <Group gap="md" mt="xs">
              <Radio value="weakness" label={t("agreed.kind_weakness")} />
              <Radio value="strength" label={t("agreed.kind_strength")} />
            </Group>
          </Radio.Group>
          {about.length > 0 && (
            <Select
              label={t("agreed.about")}
              placeholder={t("agreed.about_none")}
              clearable
              clearButtonProps={{ "aria-label": t("filter.clear_this") }}
              data={about.map((one) => ({ value: placeOf(one), label: wordsOf(one) }))}
              value={chosen}
              onChange={setChosen}
            />
          )}
          <TextInput label={t("agreed.root_cause")} description={t("agreed.root_cause_hint")} maxLength={500} value={cause} error={errors.root_cause} onChange={(e) => setCause(e.currentTarget.value)} />
          <Textarea label={t("agreed.text")} required autosize minRows={2} maxLength={1000} data-autofocus value={text} error={errors.text} onChange={(e) => setText(e.currentTarget.value)} />
          <TextInput type="date" label={t("agreed.due")} required value={due} error={errors.due_on} onChange={(e) => setDue(e.currentTarget.value)} />
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            {onAssign && kind === "weakness" && (
              <Button variant="default" disabled={text.trim().length < 3 || adding.isPending} onClick={() => add(onAssign)}>
                {t("agreed.add_and_assign")}
              </Button>
            )}
            <Button type="submit" disabled={text.trim().length < 3} loading={adding.isPending}>
              {t("agreed.add")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

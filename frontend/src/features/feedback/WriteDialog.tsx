import { Button, Group, Modal, Select, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";

interface Props {
  title: string;
  text?: string;
  label: string;
  confirm: string;
  /** Among whom one chooses first. */
  people?: Person[];
  send: (words: string, person: string) => Promise<unknown>;
  onClose: () => void;
  onSent: () => void;
}

/** A few words to somebody. */
export function WriteDialog({ title, text, label, confirm, people, send, onClose, onSent }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const [person, setPerson] = useState<string | null>(null);
  const sending = useMutation({ mutationFn: () => send(words.trim(), person ?? ""), onSuccess: onSent });
  const { errors, rest } = fieldFaults(sending.error, ["words", "agent"]);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <Stack gap="md">
          {text && <p>{text}</p>}
          {people && (
            <Select
              label={t("recognition.whom")}
              required
              withAsterisk={false}
              searchable
              data={people.map(({ id, name }) => ({ value: id, label: name }))}
              value={person}
              error={errors.agent}
              onChange={setPerson}
            />
          )}
          <Textarea label={label} required withAsterisk={false} autosize minRows={3} maxLength={2000} data-autofocus value={words} error={errors.words} onChange={(e) => setWords(e.currentTarget.value)} />
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!words.trim() || (people && !person)} loading={sending.isPending}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

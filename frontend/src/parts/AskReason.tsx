import { Button, Group, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FaultLine } from "./States";

interface Props {
  title: string;
  text?: string;
  label: string;
  confirm: string;
  required?: boolean;
  pending?: boolean;
  error?: unknown;
  suggestions?: string[];
  onClose: () => void;
  onConfirm: (reason: string) => void;
}

/** A small dialog which asks why before something is done. */
export function AskReason(props: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const ready = !props.required || reason.trim() !== "";
  const confirm = () => ready && !props.pending && props.onConfirm(reason.trim());
  return (
    <Modal opened onClose={props.onClose} title={props.title} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        {props.text && <p>{props.text}</p>}
        {props.suggestions && (
          <Group gap="xs" my="xs">
            {props.suggestions.map((words) => (
              <Button key={words} size="xs" variant="default" onClick={() => setReason(words)}>
                {words}
              </Button>
            ))}
          </Group>
        )}
        <Textarea
          label={props.label}
          autosize
          minRows={3}
          data-autofocus
          my="sm"
          maxLength={4000}
          required={props.required}
          value={reason}
          onChange={(e) => setReason(e.currentTarget.value)}
          onKeyDown={(e) => e.key === "Enter" && (e.ctrlKey || e.metaKey) && confirm()}
        />
        <FaultLine error={props.error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={props.onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={!ready} loading={props.pending}>
            {props.confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

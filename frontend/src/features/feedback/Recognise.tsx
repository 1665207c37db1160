import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { recognise } from "@/api/feedback";
import type { Person } from "@/api/types";
import { WriteDialog } from "./WriteDialog";

type Props = { people: Person[] } | { agent: Person; evaluation: string };

/** Recognises the work of one of these people, or of an evaluation's agent. */
export function Recognise(props: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const fixed = "agent" in props ? props : undefined;
  const sent = () => {
    setOpen(false);
    notifications.show({ message: t("recognition.sent") });
    void cache.invalidateQueries({ queryKey: ["recognitions"] });
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("recognition.write")}
      </Button>
      {open && (
        <WriteDialog
          title={fixed ? t("recognition.write_to", { name: fixed.agent.name }) : t("recognition.write")}
          text={t("recognition.text")}
          label={t("recognition.words")}
          confirm={t("recognition.send")}
          people={"people" in props ? props.people : undefined}
          send={(words, person) => recognise(fixed ? { agent: fixed.agent.id, evaluation: fixed.evaluation, words } : { agent: person, words })}
          onClose={() => setOpen(false)}
          onSent={sent}
        />
      )}
    </>
  );
}

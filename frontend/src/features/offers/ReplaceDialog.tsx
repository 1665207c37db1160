import { Button, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { causes, replace, type Cause } from "@/api/offers";
import type { Offer } from "@/api/types";
import { FaultLine } from "@/parts/States";

/** Says why a sample can't be scored, and has the next draw take its place. */
export function ReplaceDialog({ offer, onClose, onDone }: { offer: Offer; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const [cause, setCause] = useState<Cause | "">("");
  const [words, setWords] = useState("");
  const reason = words.trim();
  const ready = cause !== "" && (cause !== "other" || reason !== "");
  const replacing = useMutation({
    mutationFn: (why: Cause) => replace(offer.id, reason ? { cause: why, reason } : { cause: why }),
    onSuccess: ({ replacement }) => {
      notifications.show({ message: replacement ? t("replace.done", { name: replacement.agent_name }) : t("replace.none_left") });
      onClose();
    },
    onSettled: onDone,
  });
  return (
    <Modal opened onClose={onClose} title={t("replace.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) replacing.mutate(cause);
        }}
      >
        <p>{t("replace.text")}</p>
        <Radio.Group label={t("replace.cause")} value={cause} onChange={(value) => setCause(value as Cause)} required>
          <Stack gap="xs" mt="xs">
            {causes.map((one, n) => (
              <Radio key={one} value={one} label={t(`replace.cause_${one}`)} data-autofocus={n === 0 || undefined} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea label={t("replace.words")} autosize minRows={2} my="sm" maxLength={4000} required={cause === "other"} value={words} onChange={(e) => setWords(e.currentTarget.value)} />
        <FaultLine error={replacing.error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={!ready} loading={replacing.isPending}>
            {t("replace.do")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

import { Button, CopyButton, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { suggest } from "@/api/feedback";
import { fieldFaults } from "@/parts/fields";
import { Card } from "@/parts/Page";
import { FaultLine } from "@/parts/States";
import classes from "./feedback.module.css";

/** Puts something into the box, and shows its receipt once. */
export function GiveSuggestion() {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const giving = useMutation({ mutationFn: () => suggest(words.trim()), onSuccess: () => setWords(""), gcTime: 0 });
  const { errors, rest } = fieldFaults(giving.error, ["words"]);
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          giving.mutate();
        }}
      >
        <Stack gap="md">
          <p className={classes.quiet}>{t("box.how")}</p>
          <Textarea label={t("box.words")} required withAsterisk={false} autosize minRows={3} maxLength={2000} value={words} error={errors.words} onChange={(e) => setWords(e.currentTarget.value)} />
          <FaultLine error={rest} />
          <Group>
            <Button type="submit" disabled={!words.trim()} loading={giving.isPending}>
              {t("box.send")}
            </Button>
          </Group>
        </Stack>
      </form>
      {giving.data && <Receipt code={giving.data.receipt} onClose={giving.reset} />}
    </Card>
  );
}

/** Closed by its button alone, since it can't be opened again. */
function Receipt({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={t("box.receipt_title")} withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false}>
      <Stack gap="md">
        <p>{t("box.receipt_text")}</p>
        <code className={classes.receipt}>{code}</code>
        <Group justify="flex-end">
          <CopyButton value={code}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? "box.copied" : "box.copy")}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t("box.understood")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addByReceipt, followReceipt } from "@/api/feedback";
import type { Followed } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { Card } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { FaultLine } from "@/parts/States";
import { Replies } from "./Replies";
import classes from "./feedback.module.css";

/** What has become of a suggestion, for whoever has its receipt. The receipt is kept nowhere. */
export function FollowSuggestion() {
  const { t } = useTranslation();
  const [receipt, setReceipt] = useState("");
  const looking = useMutation({ mutationFn: () => followReceipt(receipt.trim()), gcTime: 0 });
  const { errors, rest } = fieldFaults(looking.error, ["receipt"]);
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          looking.mutate();
        }}
      >
        <Group align="flex-end">
          <TextInput
            label={t("box.receipt")}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            value={receipt}
            error={errors.receipt}
            onChange={(e) => {
              setReceipt(e.currentTarget.value);
              looking.reset();
            }}
          />
          <Button type="submit" variant="default" disabled={!receipt.trim()} loading={looking.isPending}>
            {t("box.look")}
          </Button>
        </Group>
        <FaultLine error={rest} />
      </form>
      {looking.data && <Found of={looking.data} receipt={receipt.trim()} onAdded={() => looking.mutate()} />}
    </Card>
  );
}

function Found({ of, receipt, onAdded }: { of: Followed; receipt: string; onAdded: () => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const adding = useMutation({
    mutationFn: () => addByReceipt(receipt, words.trim()),
    onSuccess: () => {
      setWords("");
      onAdded();
    },
    gcTime: 0,
  });
  return (
    <Stack gap="sm" mt="md" role="status">
      <p className={classes.text}>
        <strong>{t(`box.status_${of.status}`)}</strong> · <Written text={of.words} />
      </p>
      {of.status === "boxed" && <p className={classes.quiet}>{t("box.boxed_means")}</p>}
      {of.reason && <Written text={t("box.because", { reason: of.reason })} />}
      <Replies list={of.replies} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          adding.mutate();
        }}
      >
        <Stack gap="sm">
          <Textarea label={t("box.add")} autosize minRows={2} maxLength={2000} value={words} onChange={(e) => setWords(e.currentTarget.value)} />
          <FaultLine error={adding.error} />
          <Group>
            <Button type="submit" variant="default" disabled={!words.trim()} loading={adding.isPending}>
              {t("box.add_send")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
}

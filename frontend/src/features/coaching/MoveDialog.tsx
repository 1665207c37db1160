import { Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { moveSession } from "@/api/coaching";
import type { CoachingSession } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import { instant, localOf, WhenFields } from "./WhenFields";

interface Props {
  session: CoachingSession;
  current: () => Promise<CoachingSession>;
  onClose: () => void;
  onMoved: (session: CoachingSession) => void;
}

export function MoveDialog({ session, current, onClose, onMoved }: Props) {
  const { t } = useTranslation();
  const [when, setWhen] = useState({ local: localOf(new Date(session.starts_at)), minutes: session.minutes });
  const moving = useMutation({
    mutationFn: async () => moveSession(await current(), { starts_at: instant(when.local), minutes: when.minutes }),
    onSuccess: onMoved,
  });
  const { errors, rest } = fieldFaults(moving.error, ["starts_at", "minutes"]);
  return (
    <Modal opened onClose={onClose} title={t("coaching.move_title")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          moving.mutate();
        }}
      >
        <Stack gap="md">
          <WhenFields value={when} onChange={setWhen} errors={errors} />
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={moving.isPending}>
              {t("coaching.move_confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

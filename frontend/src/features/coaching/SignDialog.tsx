import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CoachingSession } from "@/api/types";
import { FaultLine } from "@/parts/States";

interface Props {
  session: CoachingSession;
  mine: boolean; // as the coach
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onSign: () => void;
}

/** Asks once more before a signature, which nothing takes back. */
export function SignDialog({ session, mine, pending, error, onClose, onSign }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={t("coaching.sign_title")} closeButtonProps={{ "aria-label": t("close") }}>
      <p>{t(mine ? "coaching.sign_text_coach" : "coaching.sign_text_agent", { name: mine ? session.agent_name : session.coach_name })}</p>
      <FaultLine error={error} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button loading={pending} onClick={onSign} data-autofocus>
          {t("coaching.sign_confirm")}
        </Button>
      </Group>
    </Modal>
  );
}

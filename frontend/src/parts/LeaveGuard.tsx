import { Button, Group, Modal } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

interface Props {
  unsaved: boolean;
  /** Saves what is left; true when nothing is. */
  save: () => Promise<boolean>;
}

/** Leaving saves what is not saved yet, and asks first where that fails; who is signed out can save nothing more. */
export function LeaveGuard({ unsaved, save }: Props) {
  const { t } = useTranslation();
  const leaving = useBlocker({
    shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && next.pathname !== "/sign-in" && !(await save()),
    enableBeforeUnload: () => unsaved,
    disabled: !unsaved,
    withResolver: true,
  });
  if (leaving.status !== "blocked") return null;
  return (
    <Modal opened onClose={leaving.reset} title={t("leaving.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <p>{t("leaving.text")}</p>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={leaving.proceed}>
          {t("leaving.leave")}
        </Button>
        <Button onClick={leaving.reset} data-autofocus>
          {t("leaving.stay")}
        </Button>
      </Group>
    </Modal>
  );
}

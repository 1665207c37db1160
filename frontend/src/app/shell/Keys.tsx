import { Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useKeys, useShownKeys } from "@/parts/keys";
import { onOpenKeys } from "./palette-store";
import classes from "./shell.module.css";

export function Keys() {
  const { t } = useTranslation();
  const keys = useShownKeys();
  const [opened, modal] = useDisclosure(false);
  useEffect(() => onOpenKeys(modal.open), [modal.open]);
  useKeys([{ keys: ["?"], label: t("keys.title"), run: modal.open }]);
  return (
    <Modal opened={opened} onClose={modal.close} title={t("keys.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <dl className={classes.keys}>
        {keys.map((key) => (
          <div key={key.keys.join() + key.label}>
            <dt>
              {key.keys.map((name) => (
                <kbd key={name}>{t(`key.${name}`, { defaultValue: name.toUpperCase() })}</kbd>
              ))}
            </dt>
            <dd>{key.label}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Ctrl K</kbd>
          </dt>
          <dd>{t("keys.palette")}</dd>
        </div>
      </dl>
    </Modal>
  );
}

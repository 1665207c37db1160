import { Menu, SegmentedControl, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import { signOut } from "@/api/session";
import { Icon } from "@/parts/Icon";
import { leave } from "../router";
import { useSession } from "../session";
import { openKeys } from "./palette-store";
import classes from "./shell.module.css";

/** Leaves once the server has ended the session, or knows of none; anything else says that one is still signed in. */
export const signOutNow = (t: TFunction) =>
  signOut().then(leave, (fault: unknown) => {
    if (isFault(fault, 401)) return leave();
    notifications.show({ title: t("account.still_in"), message: t(isFault(fault) && fault.offline ? "fault.offline" : "fault.server") });
  });

export function AccountMenu() {
  const { t } = useTranslation();
  const { user } = useSession();
  const navigate = useNavigate();
  return (
    <Menu position="top-start" width={232} withinPortal>
      <Menu.Target>
        <button type="button" className={classes.place}>
          <Icon name="account" />
          <span>{user.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <SchemeSwitch />
        <Menu.Divider />
        <Menu.Item onClick={() => navigate({ to: "/account" })}>{t("account.title")}</Menu.Item>
        <Menu.Item onClick={openKeys} rightSection={<kbd>?</kbd>}>
          {t("keys.title")}
        </Menu.Item>
        <Menu.Item onClick={() => void signOutNow(t)}>{t("account.sign_out")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t("scheme.label")}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as MantineColorScheme)}
      data={(["light", "dark", "auto"] as const).map((value) => ({ value, label: t(`scheme.${value}`) }))}
    />
  );
}

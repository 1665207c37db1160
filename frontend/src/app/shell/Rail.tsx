import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "@/parts/Icon";
import { useKeys } from "@/parts/keys";
import { railOf, type Place } from "../places";
import { useSession } from "../session";
import { AccountMenu } from "./AccountMenu";
import { Bell } from "./Bell";
import { ConnectionState } from "./ConnectionState";
import { openPalette } from "./palette-store";
import classes from "./shell.module.css";

const inBar = 3;

export function Rail() {
  const { t } = useTranslation();
  const session = useSession();
  const places = railOf(session.roles);
  const [opened, drawer] = useDisclosure(false);
  const navigate = useNavigate();
  useKeys([{ keys: ["b"], label: t("notice.title"), run: () => void navigate({ to: "/notices" }) }]);
  return (
    <>
      <nav className={classes.rail} aria-label={t("shell.places")}>
        <Link to="/" className={classes.brand}>
          <img src="/mark.svg" alt="" width="24" height="24" />
          Rater
        </Link>
        <button type="button" className={classes.find} onClick={openPalette}>
          <Icon name="search" size={16} />
          <span>{t("shell.find")}</span>
          <kbd>Ctrl K</kbd>
        </button>
        <Places places={places} />
        <div className={classes.foot}>
          <Bell />
          <AccountMenu />
          <ConnectionState />
        </div>
      </nav>
      <nav className={classes.bar} aria-label={t("shell.places")}>
        <div className={classes.lost}>
          <ConnectionState />
        </div>
        <Places places={places.slice(0, inBar)} />
        <Bell />
        <button type="button" className={classes.place} onClick={drawer.open} aria-expanded={opened}>
          <Icon name="more" />
          <span>{t("shell.more")}</span>
        </button>
      </nav>
      <Drawer opened={opened} onClose={drawer.close} position="bottom" title={t("shell.more")} size="auto" styles={{ content: { height: "auto" } }} closeButtonProps={{ "aria-label": t("close") }}>
        <div className={classes.drawer} onClick={(e) => (e.target as Element).closest("a") && drawer.close()}>
          <Places places={places.slice(inBar)} />
          <AccountMenu />
          <ConnectionState />
        </div>
      </Drawer>
    </>
  );
}

function Places({ places }: { places: Place[] }) {
  const { t } = useTranslation();
  return places.map((place) => (
    <Link key={place.to} to={place.to} className={classes.place} activeProps={{ "data-here": true, "aria-current": "page" }}>
      <Icon name={place.icon} />
      <span>{t(`place.${place.key}`)}</span>
    </Link>
  ));
}

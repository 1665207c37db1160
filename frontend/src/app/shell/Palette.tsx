import { useMantineColorScheme } from "@mantine/core";
import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "@/parts/Icon";
import { useShownKeys } from "@/parts/keys";
import { placesOf } from "../places";
import { useSession } from "../session";
import { signOutNow } from "./AccountMenu";
import { openKeys, paletteStore } from "./palette-store";

export function Palette() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const keys = useShownKeys();
  const { setColorScheme } = useMantineColorScheme();

  const go: SpotlightActionData[] = placesOf(session.roles).map((place) => ({
    id: place.to,
    label: t("palette.go", { place: t(`place.${place.key}`) }),
    leftSection: <Icon name={place.icon} />,
    onClick: () => void navigate({ to: place.to }),
  }));
  if (session.roles.includes("admin"))
    go.push(
      { id: "teams", label: t("palette.go", { place: t("people.teams") }), leftSection: <Icon name="people" />, onClick: () => void navigate({ to: "/people/teams" }) },
      { id: "unmatched", label: t("palette.go", { place: t("people.unmatched") }), leftSection: <Icon name="people" />, onClick: () => void navigate({ to: "/people/unmatched" }) },
    );
  const here: SpotlightActionData[] = keys.map((key) => ({
    id: `key-${key.keys.join()}-${key.label}`,
    label: key.label,
    rightSection: <kbd>{key.keys[0]}</kbd>,
    onClick: () => setTimeout(() => key.run(new KeyboardEvent("keydown", { key: key.keys[0] })), 150),
  }));
  const rest: SpotlightActionData[] = [
    { id: "notices", label: t("notice.title"), leftSection: <Icon name="bell" />, onClick: () => void navigate({ to: "/notices" }) },
    { id: "account", label: t("account.title"), onClick: () => void navigate({ to: "/account" }) },
    { id: "keys", label: t("keys.title"), onClick: () => setTimeout(openKeys, 150) },
    ...(["light", "dark", "auto"] as const).map((scheme) => ({
      id: `scheme-${scheme}`,
      label: t("palette.scheme", { scheme: t(`scheme.${scheme}`) }),
      onClick: () => setColorScheme(scheme),
    })),
    { id: "sign-out", label: t("account.sign_out"), onClick: () => void signOutNow(t) },
  ];
  return (
    <Spotlight
      store={paletteStore}
      shortcut={["mod + K"]}
      scrollable
      maxHeight={420}
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      transitionProps={{ duration: 100 }}
      nothingFound={t("palette.nothing")}
      searchProps={{ placeholder: t("palette.placeholder"), "aria-label": t("palette.placeholder") }}
      actions={[
        { group: t("palette.places"), actions: go },
        { group: t("palette.here"), actions: here },
        { group: t("palette.rest"), actions: rest },
      ].filter((group) => group.actions.length > 0)}
    />
  );
}

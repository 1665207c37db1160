import { Button, CloseButton, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePreference } from "@/parts/preference";
import type { Wall } from "./wall";
import classes from "./interactions.module.css";

interface View {
  name: string;
  wall: Wall;
}

const most = 12;

const viewsIn = (kept: unknown): View[] => (Array.isArray(kept) ? (kept as View[]).filter((view) => typeof view?.name === "string" && typeof view.wall === "object") : []);

/** Views of the live page that a person has given a name, kept with their preferences. */
export function SavedViews({ wall, onOpen }: { wall: Wall; onOpen: (wall: Wall) => void }) {
  const { t } = useTranslation();
  const [views, keep] = usePreference("live_views", viewsIn);
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState("");
  const now = JSON.stringify(tidy(wall));
  const save = () => {
    if (!name.trim()) return;
    keep([...views.filter((view) => view.name !== name.trim()), { name: name.trim(), wall: tidy(wall) }].slice(-most));
    setName("");
    setNaming(false);
  };
  return (
    <div className={classes.views} role="group" aria-label={t("wall.views")}>
      {views.map((view) => (
        <Button.Group key={view.name}>
          <Button size="compact-sm" variant={JSON.stringify(tidy(view.wall)) === now ? "filled" : "default"} aria-pressed={JSON.stringify(tidy(view.wall)) === now} onClick={() => onOpen(view.wall)}>
            {view.name}
          </Button>
          <CloseButton size="sm" aria-label={t("wall.forget", { name: view.name })} onClick={() => keep(views.filter((one) => one !== view))} />
        </Button.Group>
      ))}
      {now !== "{}" && (
        <Popover opened={naming} onChange={setNaming} trapFocus withinPortal>
          <Popover.Target>
            <Button size="compact-sm" variant="subtle" onClick={() => setNaming(!naming)}>
              {t("wall.save_view")}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <TextInput label={t("wall.view_name")} maxLength={40} value={name} onKeyDown={(e) => e.key === "Enter" && save()} onChange={(e) => setName(e.currentTarget.value)} />
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}

/** Without what is not set, and always in the same order. */
const tidy = (wall: Wall): Wall => Object.fromEntries(Object.entries(wall).filter(([, value]) => value).sort(([a], [b]) => a.localeCompare(b)));

import { ActionIcon, Button, Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { partKinds, type ModulePart } from "@/api/types";
import { Arrange } from "@/parts/Arrange";
import { Icon } from "@/parts/Icon";
import { putBack, without } from "@/parts/lists";
import { newPart } from "./draft";
import type { Faults } from "@/parts/faults";
import classes from "./edit.module.css";

interface Props {
  parts: ModulePart[];
  current: string | undefined;
  faults: Faults;
  scorecard: string;
  onOpen: (id: string) => void;
  onChange: (parts: ModulePart[]) => void;
}

const most = 60;

/** The parts in their order: opened, moved, added, taken out and put back. */
export function PartList({ parts, current, faults, scorecard, onOpen, onChange }: Props) {
  const { t } = useTranslation();
  const [gone, setGone] = useState<{ part: ModulePart; at: number } | null>(null);
  const nameOf = (part: ModulePart | undefined) => part?.title || t(`part.${part?.kind ?? "lesson"}`);
  const add = (kind: ModulePart["kind"]) => {
    const part = newPart(kind, scorecard);
    onChange([...parts, part]);
    onOpen(part.id);
  };
  const remove = (at: number) => {
    setGone({ part: parts[at]!, at });
    onChange(without(parts, at));
  };
  const undo = () => {
    if (!gone) return;
    onChange(putBack(parts, gone.at, gone.part));
    onOpen(gone.part.id);
    setGone(null);
  };
  return (
    <div className={classes.parts}>
      <Arrange
        label={t("editor.parts")}
        ids={parts.map(({ id }) => id)}
        current={current}
        name={(id) => nameOf(parts.find((part) => part.id === id))}
        onChange={(ids) => onChange(ids.map((id) => parts.find((part) => part.id === id)!))}
      >
        {(id, at) => {
          const part = parts[at]!;
          const wrong = faults.in(`parts[${at}]`).count;
          return (
            <div className={classes.row}>
              <button type="button" className={classes.open} data-step="open" aria-current={id === current ? "step" : undefined} onClick={() => onOpen(id)}>
                <span>
                  {at + 1}. {nameOf(part)}
                </span>
                <span className={classes.kind}>
                  {t(`part.${part.kind}`)}
                  {wrong > 0 && <strong className={classes.wrong}> {t("editor.faults", { count: wrong })}</strong>}
                </span>
              </button>
              <ActionIcon variant="subtle" aria-label={t("editor.remove", { name: nameOf(part) })} onClick={() => remove(at)}>
                <Icon name="remove" size={16} />
              </ActionIcon>
            </div>
          );
        }}
      </Arrange>
      {gone && (
        <p className={classes.gone} role="status">
          {t("editor.removed", { name: nameOf(gone.part) })}{" "}
          <Button size="compact-sm" variant="default" onClick={undo}>
            {t("editor.undo")}
          </Button>
        </p>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" disabled={parts.length >= most}>
            {t("editor.add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {partKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => add(kind)}>
              {t(`part.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <p className={classes.quiet}>{t("editor.order_means")}</p>
    </div>
  );
}

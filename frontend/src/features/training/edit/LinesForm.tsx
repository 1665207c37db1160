import { ActionIcon, Button, Select, Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ExcerptLine } from "@/api/types";
import { Icon } from "@/parts/Icon";
import { replaced, without } from "@/parts/lists";
import { nextLine } from "./draft";
import type { Faults } from "@/parts/faults";
import { FaultList } from "@/parts/FaultList";
import classes from "./edit.module.css";

interface Props {
  lines: ExcerptLine[];
  faults: Faults;
  onChange: (lines: ExcerptLine[]) => void;
  below?: (line: ExcerptLine) => ReactNode;
}

const speakers = ["customer", "agent", "bot", "system"] as const;
const most = 60;

/** What was said, line by line. */
export function LinesForm({ lines, faults, onChange, below }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.lines}>
      <ol className={classes.lines} aria-label={t("editor.lines")}>
        {lines.map((line, i) => (
          <li key={line.pos} className={classes.line}>
            <Select
              aria-label={t("editor.speaker", { number: i + 1 })}
              allowDeselect={false}
              data={speakers.map((value) => ({ value, label: t(`speaker.${value}`) }))}
              value={line.speaker}
              error={faults.at(`[${i}].speaker`)}
              onChange={(value) => value && onChange(replaced(lines, i, { ...line, speaker: value as ExcerptLine["speaker"] }))}
            />
            <Textarea className={classes.words} aria-label={t("editor.line", { number: i + 1 })} autosize minRows={1} maxLength={4000} value={line.text} error={faults.at(`[${i}].text`)} onChange={(e) => onChange(replaced(lines, i, { ...line, text: e.currentTarget.value }))} />
            <ActionIcon variant="subtle" aria-label={t("editor.remove_line", { number: i + 1 })} onClick={() => onChange(without(lines, i))}>
              <Icon name="remove" size={16} />
            </ActionIcon>
            {below && <div className={classes.below}>{below(line)}</div>}
          </li>
        ))}
      </ol>
      <FaultList words={[faults.at("")]} />
      <div>
        <Button variant="default" size="compact-sm" disabled={lines.length >= most} onClick={() => onChange([...lines, nextLine(lines)])}>
          {t("editor.add_line")}
        </Button>
      </div>
    </div>
  );
}

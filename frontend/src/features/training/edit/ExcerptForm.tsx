import { ActionIcon, Button, SegmentedControl, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ExcerptLine, ModulePart, Moment } from "@/api/types";
import { Icon } from "@/parts/Icon";
import { counted } from "./draft";
import type { Faults } from "@/parts/faults";
import { LinesForm } from "./LinesForm";
import { TakeLines } from "./TakeLines";
import classes from "./edit.module.css";

type Excerpt = NonNullable<ModulePart["excerpt"]>;

interface Props {
  excerpt: Excerpt;
  faults: Faults;
  onChange: (excerpt: Excerpt) => void;
}

/** A piece of an interaction, with the good and the bad moments at their lines. */
export function ExcerptForm({ excerpt, faults, onChange }: Props) {
  const { t } = useTranslation();
  const { lines, moments = [] } = excerpt;
  const put = (next: Moment[]) => onChange({ ...excerpt, moments: next });
  return (
    <>
      <p className={classes.quiet}>{t("editor.excerpt_means")}</p>
      <TakeLines onTaken={(taken) => onChange({ lines: taken, moments: [] })} />
      <LinesForm
        lines={lines}
        faults={faults.in("lines")}
        onChange={(next) => onChange(counted(next, moments))}
        below={(line) => <Moments line={line} moments={moments} faults={faults.in("moments")} onChange={put} />}
      />
    </>
  );
}

function Moments({ line, moments, faults, onChange }: { line: ExcerptLine; moments: Moment[]; faults: Faults; onChange: (moments: Moment[]) => void }) {
  const { t } = useTranslation();
  const change = (at: number, part: Partial<Moment>) => onChange(moments.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return (
    <>
      {moments.map(
        (moment, i) =>
          moment.pos === line.pos && (
            <div key={i} className={classes.moment}>
              <SegmentedControl
                size="xs"
                aria-label={t("editor.moment_kind")}
                value={moment.kind}
                onChange={(kind) => change(i, { kind: kind as Moment["kind"] })}
                data={[
                  { value: "good", label: t("moment.good") },
                  { value: "bad", label: t("moment.bad") },
                ]}
              />
              <Textarea aria-label={t("editor.moment_note", { number: line.pos })} placeholder={t("editor.moment_why")} autosize minRows={1} maxLength={1000} value={moment.note} error={faults.at(`[${i}].note`)} onChange={(e) => change(i, { note: e.currentTarget.value })} />
              <ActionIcon variant="subtle" aria-label={t("editor.remove_moment", { number: line.pos })} onClick={() => onChange(moments.filter((one) => one !== moment))}>
                <Icon name="remove" size={16} />
              </ActionIcon>
            </div>
          ),
      )}
      <Button variant="subtle" size="compact-xs" onClick={() => onChange([...moments, { pos: line.pos, kind: "good", note: "" }])}>
        {t("editor.add_moment")}
      </Button>
    </>
  );
}

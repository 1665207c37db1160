import { Button, Checkbox, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { reviewDraftQuery } from "@/api/coaching";
import type { Suggestion } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { FaultLine } from "@/parts/States";
import type { ReviewForm } from "./review";
import classes from "./coaching.module.css";

interface Props {
  agent: string;
  value: ReviewForm;
  errors: Record<string, string>;
  onChange: (form: ReviewForm) => void;
}

export const reviewFaults = ["review.from", "review.to", ...[...Array(10).keys()].flatMap((n) => [`goals[${n}].text`, `goals[${n}].due_on`, `documents[${n}].title`, `documents[${n}].link`])];

/** Period, findings of its data, goals and documents of a formal review. */
export function ReviewFields({ agent, value, errors, onChange }: Props) {
  const { t } = useTranslation();
  const draft = useQuery(reviewDraftQuery(agent, value.from, value.to));
  const toggle = (question: string) => onChange({ ...value, left: value.left.includes(question) ? value.left.filter((one) => one !== question) : [...value.left, question] });
  return (
    <Stack gap="md">
      <div className={classes.pair}>
        <TextInput type="date" label={t("review.from")} required withAsterisk={false} value={value.from} error={errors["review.from"]} onChange={(e) => onChange({ ...value, from: e.currentTarget.value })} />
        <TextInput type="date" label={t("review.to")} required withAsterisk={false} value={value.to} error={errors["review.to"]} onChange={(e) => onChange({ ...value, to: e.currentTarget.value })} />
      </div>
      <FaultLine error={draft.error} />
      {draft.data && (
        <>
          <Findings label={t("review.strengths")} list={draft.data.strengths} left={value.left} onToggle={toggle} />
          <Findings label={t("review.weaknesses")} list={draft.data.weaknesses} left={value.left} onToggle={toggle} />
        </>
      )}
      {(["strengths", "weaknesses"] as const).map((kind) => (
        <Rows
          key={kind}
          label={t(`review.own_${kind}`)}
          add={t("review.add_own")}
          list={value.own[kind]}
          blank=""
          wide
          onChange={(list) => onChange({ ...value, own: { ...value.own, [kind]: list } })}
          row={(words, n, set) => <Textarea label={t(`review.own_${kind}_n`, { n: n + 1 })} autosize maxLength={500} value={words} onChange={(e) => set(e.currentTarget.value)} />}
        />
      ))}
      <Rows
        label={t("review.goals")}
        add={t("review.add_goal")}
        list={value.goals}
        blank={{ text: "", due_on: "" }}
        onChange={(goals) => onChange({ ...value, goals })}
        row={(goal, n, set) => (
          <>
            <TextInput label={t("review.goal", { n: n + 1 })} maxLength={500} value={goal.text} error={errors[`goals[${n}].text`]} onChange={(e) => set({ ...goal, text: e.currentTarget.value })} />
            <TextInput type="date" label={t("review.goal_by", { n: n + 1 })} value={goal.due_on} error={errors[`goals[${n}].due_on`]} onChange={(e) => set({ ...goal, due_on: e.currentTarget.value })} />
          </>
        )}
      />
      <Rows
        label={t("review.documents")}
        add={t("review.add_document")}
        list={value.documents}
        blank={{ title: "", link: "https://" }}
        onChange={(documents) => onChange({ ...value, documents })}
        row={(document, n, set) => (
          <>
            <TextInput label={t("review.document", { n: n + 1 })} maxLength={200} value={document.title} error={errors[`documents[${n}].title`]} onChange={(e) => set({ ...document, title: e.currentTarget.value })} />
            <TextInput type="url" label={t("review.link", { n: n + 1 })} maxLength={500} value={document.link} error={errors[`documents[${n}].link`]} onChange={(e) => set({ ...document, link: e.currentTarget.value })} />
          </>
        )}
      />
    </Stack>
  );
}

function Findings({ label, list, left, onToggle }: { label: string; list: Suggestion[]; left: string[]; onToggle: (question: string) => void }) {
  const { t } = useTranslation();
  if (list.length === 0) return <p className={classes.quiet}>{t("review.no_findings", { label })}</p>;
  return (
    <Checkbox.Group label={label} value={list.map((one) => one.question).filter((question) => !left.includes(question))}>
      <Stack gap="xs" mt="xs">
        {list.map((one) => (
          <Checkbox
            key={one.question}
            value={one.question}
            onChange={() => onToggle(one.question)}
            label={
              <>
                <DimensionBadge of={one.dimension} /> {one.question_text}
              </>
            }
            description={t("coaching.suggestion_rests", { mean: Math.round(one.mean), count: one.n })}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

interface RowsProps<T> {
  label: string;
  add: string;
  list: T[];
  blank: T;
  /** One field a row, in its whole width. */
  wide?: boolean;
  onChange: (list: T[]) => void;
  row: (item: T, n: number, set: (item: T) => void) => React.ReactNode;
}

const most = 10;

function Rows<T>({ label, add, list, blank, wide, onChange, row }: RowsProps<T>) {
  return (
    <fieldset className={classes.rows}>
      <legend>{label}</legend>
      {list.map((item, n) => (
        <div key={n} className={wide ? undefined : classes.pair}>
          {row(item, n, (next) => onChange(list.map((one, at) => (at === n ? next : one))))}
        </div>
      ))}
      <Group>
        <Button size="compact-sm" variant="default" disabled={list.length >= most} onClick={() => onChange([...list, blank])}>
          {add}
        </Button>
      </Group>
    </fieldset>
  );
}

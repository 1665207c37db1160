import { Textarea } from "@mantine/core";
import { lazy, Suspense, useDeferredValue, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Loading } from "@/parts/States";
import { wordsFor } from "../learn/links";
import type { Faults } from "@/parts/faults";
import { MediumUpload } from "./MediumUpload";
import classes from "./edit.module.css";

const Markdown = lazy(() => import("../learn/Markdown").then((m) => ({ default: m.Markdown })));

interface Props {
  lesson: { text: string };
  faults: Faults;
  onChange: (lesson: { text: string }) => void;
}

/** A lesson in Markdown, beside what becomes of it. */
export function LessonForm({ lesson, faults, onChange }: Props) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = useDeferredValue(lesson.text);
  const insert = (words: string) => {
    const text = area.current?.value ?? lesson.text;
    const at = area.current?.selectionEnd ?? text.length;
    onChange({ text: `${text.slice(0, at)}\n\n${words}\n\n${text.slice(at)}`.trimStart() });
  };
  return (
    <>
      <div className={classes.beside}>
        <Textarea
          ref={area}
          label={t("editor.lesson")}
          description={t("editor.lesson_means")}
          autosize
          minRows={14}
          maxRows={36}
          maxLength={65_536}
          value={lesson.text}
          error={faults.at("text") ?? faults.at("")}
          onChange={(e) => onChange({ text: e.currentTarget.value })}
        />
        <section className={classes.preview} aria-label={t("editor.preview")}>
          <p className={classes.quiet}>{t("editor.preview")}</p>
          <Suspense fallback={<Loading rows={3} />}>{shown.trim() ? <Markdown text={shown} /> : <p className={classes.quiet}>{t("editor.preview_empty")}</p>}</Suspense>
        </section>
      </div>
      <MediumUpload onSent={(medium) => insert(wordsFor(medium))} />
    </>
  );
}

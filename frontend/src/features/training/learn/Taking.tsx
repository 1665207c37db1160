import { Button, Progress } from "@mantine/core";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ModulePart } from "@/api/types";
import { Icon } from "@/parts/Icon";
import { useKeys } from "@/parts/keys";
import { Written } from "@/parts/Said";
import classes from "./learn.module.css";

interface Props {
  parts: ModulePart[];
  at: number;
  onGo: (at: number) => void;
  isDone: (part: ModulePart) => boolean;
  children: (part: ModulePart) => ReactNode;
}

/** A module being taken: one part a page, with how far one is. */
export function Taking({ parts, at, onGo, isDone, children }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const began = useRef(at);
  const part = parts[at]!;
  const done = parts.filter(isDone).length;
  useEffect(() => {
    if (began.current === at) return;
    began.current = -1;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "nearest" });
  }, [at]);
  const go = (to: number) => to >= 0 && to < parts.length && onGo(to);
  useKeys([
    { keys: ["j", "n"], label: t("learning.next"), run: () => go(at + 1) },
    { keys: ["k", "p"], label: t("learning.previous"), run: () => go(at - 1) },
  ]);
  return (
    <div className={classes.taking}>
      <nav className={classes.contents} aria-label={t("learning.contents")}>
        <p className={classes.quiet}>{t("learning.progress", { done, total: parts.length })}</p>
        <Progress value={(100 * done) / Math.max(1, parts.length)} size="sm" my="xs" aria-label={t("learning.progress", { done, total: parts.length })} />
        <Contents parts={parts} at={at} onGo={go} isDone={isDone} />
      </nav>
      <article className={classes.part} aria-labelledby="part">
        <p className={classes.kind}>
          {t("learning.part_of", { number: at + 1, total: parts.length })} · {t(`part.${part.kind}`)}
        </p>
        <h2 id="part" ref={heading} tabIndex={-1}>
          <Written text={part.title} />
        </h2>
        {children(part)}
        <div className={classes.foot}>
          <Button variant="default" disabled={at === 0} onClick={() => go(at - 1)} rightSection={<kbd>K</kbd>}>
            {t("learning.previous")}
          </Button>
          <Button variant="default" disabled={at === parts.length - 1} onClick={() => go(at + 1)} rightSection={<kbd>J</kbd>}>
            {t("learning.next")}
          </Button>
        </div>
      </article>
    </div>
  );
}

function Contents({ parts, at, onGo, isDone }: Omit<Props, "children">) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button className={classes.toggle} variant="default" fullWidth aria-expanded={shown} onClick={() => setShown(!shown)}>
        {t("learning.contents")}
      </Button>
      <ol className={classes.steps} data-shown={shown || undefined}>
        {parts.map((part, i) => (
          <li key={part.id}>
            <button
              type="button"
              aria-current={i === at ? "step" : undefined}
              onClick={() => {
                setShown(false);
                onGo(i);
              }}
            >
              <span>{isDone(part) ? <Icon name="check" size={16} /> : i + 1}</span>
              <span>
                <Written text={part.title || t(`part.${part.kind}`)} />
                {isDone(part) && <span className="visually-hidden"> {t("learning.is_done")}</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

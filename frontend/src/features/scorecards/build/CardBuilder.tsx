import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FieldFault } from "@/api/fault";
import { newestQuery } from "@/api/scorecards";
import type { ScorecardDefinition, ScorecardDraft } from "@/api/types";
import { Faults } from "@/parts/faults";
import { useKeys } from "@/parts/keys";
import { Card } from "@/parts/Page";
import { BuilderContext, type Builder } from "./builder";
import { inLanguage } from "@/parts/card-language";
import { questionsOf } from "./definition";
import { FaultLinks } from "./FaultLinks";
import { Languages } from "./Languages";
import { Outline } from "./Outline";
import { languageOf, opens, whole } from "./places";
import { QuestionForm } from "./QuestionForm";
import type { useCardDraft } from "./useCardDraft";
import { DimensionForm, WholeForm } from "./WholeForm";
import classes from "./build.module.css";

interface Props {
  draft: ScorecardDraft;
  writing: Pick<ReturnType<typeof useCardDraft>, "content" | "change" | "undo" | "redo">;
  at: string;
  onOpen: (at: string) => void;
  /** Tries the form as it is now. */
  preview: (definition: ScorecardDefinition) => ReactNode;
}

/** A draft of a scorecard: what it consists of, what is chosen of that, and how it is answered. */
export function CardBuilder({ draft, writing, at, onOpen, preview }: Props) {
  const { t } = useTranslation();
  const { content, change, undo, redo } = writing;
  const { name, definition } = content;
  const first = definition.languages?.[0] ?? "en";
  const [chosen, setChosen] = useState(first);
  const language = definition.languages?.includes(chosen) ? chosen : first;
  const [gone, setGone] = useState<{ name: string; left: ScorecardDefinition } | null>(null);
  const goTo = useFocus(at);
  const published = usePublished(draft);
  const builder = useMemo<Builder>(
    () => ({
      name,
      definition,
      faults: new Faults(draft.faults),
      language,
      first,
      published,
      focus: (place, opened, path) => goTo(path && language !== first ? `definition.texts.${language}.${path}` : place, opened),
      rename: (next) => change("name", (known) => ({ ...known, name: next })),
      edit: (place, make) => change(place, (known) => ({ ...known, definition: make(known.definition) })),
    }),
    [name, definition, draft.faults, language, first, published, goTo, change],
  );
  useKeys([
    { keys: ["ctrl+z"], label: t("builder.undo"), run: () => undo?.(), typing: true },
    { keys: ["ctrl+shift+z", "ctrl+y"], label: t("builder.redo"), run: () => redo?.(), typing: true },
  ]);
  const go = (fault: FieldFault) => {
    setChosen(languageOf(fault.location) ?? first);
    const target = opens(definition, fault.location);
    goTo(fault.location, target);
    onOpen(target);
  };
  return (
    <BuilderContext.Provider value={builder}>
      <div className={classes.tools}>
        <Button variant="default" disabled={!undo} onClick={undo}>
          {t("builder.undo")}
        </Button>
        <Button variant="default" disabled={!redo} onClick={redo}>
          {t("builder.redo")}
        </Button>
      </div>
      <Languages onChoose={setChosen} />
      <FaultLinks faults={draft.faults} definition={definition} onGo={go} />
      <div className={classes.builder}>
        <div className={classes.outline}>
          <button type="button" className={classes.open} aria-current={at === whole ? "step" : undefined} onClick={() => onOpen(whole)}>
            {t("builder.whole")}
          </button>
          <Outline current={at} onOpen={onOpen} onRemoved={(what) => setGone({ name: what, left: definition })} />
          {gone && undo && (
            <p className={classes.gone} role="status">
              {t("builder.removed", { name: gone.name })}{" "}
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  change("put back", (known) => ({ ...known, definition: gone.left }));
                  setGone(null);
                }}
              >
                {t("builder.put_back")}
              </Button>
            </p>
          )}
        </div>
        <Card>
          <Chosen definition={definition} at={at} />
        </Card>
        <section className={classes.side} aria-label={t("builder.preview")}>
          <h2>{t("builder.preview")}</h2>
          {preview(inLanguage(definition, language))}
        </section>
      </div>
    </BuilderContext.Provider>
  );
}

function Chosen({ definition, at }: { definition: ScorecardDefinition; at: string }) {
  for (const [d, dimension] of definition.dimensions.entries()) {
    const place = `definition.dimensions[${d}]`;
    if (dimension.key === at) return <DimensionForm key={at} dimension={dimension} place={place} />;
    const n = dimension.questions.findIndex(({ id }) => id === at);
    if (n >= 0) return <QuestionForm key={at} question={dimension.questions[n]!} dimension={dimension.key} place={`${place}.questions[${n}]`} />;
  }
  return <WholeForm />;
}

/** Takes the focus to a field once what it stands in is open; where it has none of its own, to what is nearest around it. */
function useFocus(at: string) {
  const wanted = useRef<{ place: string; target: string } | null>(null);
  useEffect(() => {
    if (!wanted.current || wanted.current.target !== at) return;
    let { place } = wanted.current;
    wanted.current = null;
    for (; place; place = place.replace(/(\.[^.[]*|\[\d+\])$/, "")) {
      const field = document.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`);
      if (field) return field.focus();
      if (!/[.[]/.test(place)) return;
    }
  });
  return useCallback((place: string, target: string) => {
    wanted.current = { place, target };
  }, []);
}

/** The questions that the version has from which the draft began. */
function usePublished(draft: ScorecardDraft): ReadonlySet<string> {
  const newest = useQuery({ ...newestQuery(draft.scorecard), enabled: draft.based_on > 0 });
  return useMemo(() => new Set(newest.data ? questionsOf(newest.data).map(({ id }) => id) : []), [newest.data]);
}

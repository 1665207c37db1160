import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ModulePart } from "@/api/types";
import { PartBody } from "./PartBody";
import { QuizForm } from "./QuizForm";
import { sheetOf } from "./take";
import { Taking } from "./Taking";
import classes from "./learn.module.css";

/** A module as its agents will see it; what is answered is kept nowhere. */
export function Preview({ parts }: { parts: ModulePart[] }) {
  const [at, setAt] = useState(0);
  return (
    <Taking parts={parts} at={at} onGo={setAt} isDone={() => false}>
      {(part) => <PartBody key={part.id} part={part} quiz={part.quiz && <Trial quiz={part.quiz} />} />}
    </Taking>
  );
}

function Trial({ quiz }: { quiz: NonNullable<ModulePart["quiz"]> }) {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState(() => sheetOf(quiz));
  return (
    <>
      <QuizForm quiz={quiz} sheet={sheet} missing={[]} onChange={setSheet} />
      <p className={classes.quiet}>{t("learning.preview_means")}</p>
    </>
  );
}

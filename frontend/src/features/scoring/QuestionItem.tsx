import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Channel, Utterance } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import type { Span } from "@/parts/spans";
import { CurrentQuestion } from "./CurrentQuestion";
import { lacks, type Move, type SheetAnswer, type SheetQuestion } from "./sheet";
import classes from "./scoring.module.css";

interface Props {
  question: SheetQuestion;
  answer: SheetAnswer;
  current: boolean;
  missing: boolean;
  channel?: Channel;
  utterances: Utterance[];
  move: (move: Move) => void;
  onHear?: (span: Span) => void;
}

export const QuestionItem = memo(function QuestionItem(props: Props) {
  const { question, answer, current, move } = props;
  const { t } = useTranslation();
  const marks = answer.evidence.length + answer.spans.length;
  const head = useRef<HTMLButtonElement>(null);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!current) return;
    item.current?.scrollIntoView({ block: "nearest" });
    const inList = document.activeElement?.closest("[data-questions]");
    if (inList && !item.current?.contains(document.activeElement)) head.current?.focus({ preventScroll: true });
  }, [current, marks]);
  const chosen = answer.option === "na" ? t("score.na") : question.options.find((o) => o.key === answer.option)?.label;
  return (
    <li ref={item} className={classes.item} data-current={current || undefined}>
      <button
        ref={head}
        type="button"
        className={classes.head}
        data-question={question.id}
        aria-expanded={current}
        aria-current={current ? "step" : undefined}
        onFocus={() => move({ type: "go", question: question.id })}
        onClick={() => move({ type: "go", question: question.id })}
      >
        <DimensionBadge of={question.dimension} />
        <span className={classes.text}>
          {question.text}
          {question.critical !== "none" && <em className={classes.critical}>{t(`scoring.${question.critical}`)}</em>}
        </span>
        <span className={classes.chosen} data-missing={props.missing || undefined}>
          {marks > 0 && <span className={classes.count}>{t("scoring.marks", { count: marks })}</span>}
          {lacks(question, answer, props.channel).map((lack) => (
            <span key={lack} className={classes.lack}>
              {t(`scoring.needs_${lack}`)}
            </span>
          ))}
          {answer.preset && <span className={classes.count}>{t("usual.filled")}</span>}
          {chosen ?? t(props.missing ? "scoring.missing" : "scoring.open")}
        </span>
      </button>
      {current && <CurrentQuestion {...props} />}
    </li>
  );
});

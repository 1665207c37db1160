import { Select, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Channel, Utterance } from "@/api/types";
import { Icon } from "@/parts/Icon";
import { SpanQuote } from "@/parts/SpanQuote";
import type { Span } from "@/parts/spans";
import { Said } from "@/parts/Said";
import { allowsNA, type Move, type SheetAnswer, type SheetQuestion } from "./sheet";
import classes from "./scoring.module.css";

interface Props {
  question: SheetQuestion;
  answer: SheetAnswer;
  channel?: Channel;
  utterances: Utterance[];
  move: (move: Move) => void;
  onHear?: (span: Span) => void;
}

export function CurrentQuestion({ question, answer, channel, utterances, move, onHear }: Props) {
  const { t } = useTranslation();
  const help = (channel && question.channel_help?.[channel]) || question.help;
  const levels = question.options.map((option, i) => ({ ...option, digit: i + 1 }));
  return (
    <div className={classes.current}>
      {help && <p className={classes.help}>{help}</p>}
      <div role="group" aria-label={question.text} className={classes.levels}>
        {levels.map((level) => (
          <Level key={level.key} digit={level.digit} label={level.label} describes={level.describes} fails={level.fails} chosen={answer.option === level.key} onChoose={() => move({ type: "choose", question: question.id, option: level.key })} />
        ))}
        {allowsNA(question, channel) && (
          <Level digit={0} label={t("score.na")} describes={t("scoring.na_means")} chosen={answer.option === "na"} onChoose={() => move({ type: "choose", question: question.id, option: "na" })} />
        )}
      </div>
      {answer.evidence.length + answer.spans.length > 0 && (
        <ul className={classes.evidence} aria-label={t("scoring.evidence")}>
          {answer.evidence.map((pos) => (
            <Evidence key={pos} utterance={utterances.find((u) => u.pos === pos)} onRemove={() => move({ type: "unmark", question: question.id, pos })} />
          ))}
          {answer.spans.map((one) => (
            <li key={`${one.from_ms}-${one.to_ms}`}>
              <Icon name="evidence" size={16} />
              <SpanQuote of={one} onHear={onHear} className={classes.heard} />
              <button type="button" tabIndex={-1} aria-label={t("sound.remove_part")} onClick={() => move({ type: "unpin", question: question.id, span: one })}>
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {question.causes && question.causes.length > 0 && answer.option !== null && answer.option !== "na" && (
        <Select
          label={t("scoring.cause")}
          clearable
          clearButtonProps={{ "aria-label": t("scoring.no_cause") }}
          placeholder={t("scoring.no_cause")}
          data={question.causes.map(({ key, name }) => ({ value: key, label: name }))}
          value={answer.cause || null}
          onChange={(cause) => move({ type: "cause", question: question.id, cause: cause ?? "" })}
        />
      )}
      <Textarea
        id={`comment-${question.id}`}
        tabIndex={-1}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={4000}
        aria-label={t("scoring.comment")}
        placeholder={t("scoring.comment_hint")}
        value={answer.comment}
        onChange={(e) => move({ type: "comment", question: question.id, text: e.currentTarget.value })}
        onKeyDown={(e) => {
          if (e.key === "Escape") document.querySelector<HTMLElement>(`[data-question="${question.id}"]`)?.focus();
        }}
      />
    </div>
  );
}

function Level(props: { digit: number; label: string; describes: string; fails?: boolean; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" tabIndex={-1} className={classes.level} aria-pressed={props.chosen} aria-keyshortcuts={String(props.digit)} onClick={props.onChoose}>
      <kbd>{props.digit}</kbd>
      <span>
        <strong>{props.label}</strong>
        {props.fails && <em className={classes.critical}>{t("scoring.fails")}</em>}
        {props.describes && <span className={classes.describes}>{props.describes}</span>}
      </span>
    </button>
  );
}

function Evidence({ utterance, onRemove }: { utterance?: Utterance; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <li>
      <Icon name="evidence" size={16} />
      <span className={classes.words}>{utterance ? <Said utterance={utterance} /> : t("scoring.elsewhere")}</span>
      <button type="button" tabIndex={-1} aria-label={t("scoring.unmark")} onClick={onRemove}>
        ×
      </button>
    </li>
  );
}

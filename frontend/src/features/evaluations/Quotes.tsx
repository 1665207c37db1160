import { useTranslation } from "react-i18next";
import type { Answer, Utterance } from "@/api/types";
import { Said } from "@/parts/Said";
import { SpanQuote } from "@/parts/SpanQuote";
import { spansOf, type Span } from "@/parts/spans";
import { inMargin } from "@/parts/time";
import classes from "./evaluations.module.css";

interface Props {
  answer: Answer;
  utterances: Utterance[];
  startedAt: string;
  onShow: (pos: number) => void;
  /** Plays a part of the recording, where its reader may hear it. */
  onHear?: (span: Span) => void;
}

/** The words and the parts of the recording that an answer points at; each goes to its place. */
export function Quotes({ answer, utterances, startedAt, onShow, onHear }: Props) {
  const { t } = useTranslation();
  const quoted = (answer.evidence ?? []).flatMap(({ pos }) => utterances.find((u) => u.pos === pos) ?? []);
  const words = quoted.map((utterance) => (
    <button key={utterance.pos} type="button" className={classes.quote} onClick={() => onShow(utterance.pos)} title={t("evaluation.show_quote")}>
      <span className={classes.quoteWho}>
        {t(`speaker.${utterance.speaker}`)} {inMargin(utterance.at, startedAt)}
      </span>
      <q>
        <Said utterance={utterance} />
      </q>
    </button>
  ));
  const parts = spansOf(answer.evidence).map((one) => <SpanQuote key={`${one.from_ms}-${one.to_ms}`} of={one} onHear={onHear} className={classes.quote} />);
  return [...words, ...parts];
}

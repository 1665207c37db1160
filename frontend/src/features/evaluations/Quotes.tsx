import { useTranslation } from "react-i18next";
import type { Answer, Utterance } from "@/api/types";
import { Said } from "@/parts/Said";
import { inMargin } from "@/parts/time";
import classes from "./evaluations.module.css";

interface Props {
  answer: Answer;
  utterances: Utterance[];
  startedAt: string;
  onShow: (pos: number) => void;
}

/** The words an answer points at; each goes to its place in the transcript. */
export function Quotes({ answer, utterances, startedAt, onShow }: Props) {
  const { t } = useTranslation();
  const quoted = (answer.evidence ?? []).flatMap(({ pos }) => utterances.find((u) => u.pos === pos) ?? []);
  return quoted.map((utterance) => (
    <button key={utterance.pos} type="button" className={classes.quote} onClick={() => onShow(utterance.pos)} title={t("evaluation.show_quote")}>
      <span className={classes.quoteWho}>
        {t(`speaker.${utterance.speaker}`)} {inMargin(utterance.at, startedAt)}
      </span>
      <q>
        <Said utterance={utterance} />
      </q>
    </button>
  ));
}

import { useTranslation } from "react-i18next";
import type { Utterance } from "@/api/types";
import { kinds, pieces, tagged } from "./redactions";
import classes from "./transcript.module.css";

function useKindName() {
  const { t } = useTranslation();
  return (kind: string) => {
    const known = kinds.find((k) => k === kind);
    return known ? t(`redaction.${known}`) : kind;
  };
}

/** What was said, with what is redacted as lozenges that name the kind. */
export function Said({ utterance }: { utterance: Pick<Utterance, "text" | "redactions"> }) {
  return pieces(utterance.text, utterance.redactions).map((piece, i) => (piece.kind === undefined ? piece.text : <Lozenge key={i} kind={piece.kind} />));
}

function Lozenge({ kind }: { kind: string }) {
  const { t } = useTranslation();
  const name = useKindName();
  return (
    <span className={classes.redacted} title={t("redaction.why")}>
      {name(kind)}
    </span>
  );
}

/** A subject, comment or reason, in which tags stand for what was taken out. */
export function Written({ text }: { text: string | null | undefined }) {
  return text ? <Said utterance={{ text, redactions: tagged(text) }} /> : null;
}

/** The same in plain words, for titles of windows and labels. */
export function useSpoken() {
  const name = useKindName();
  return (text: string) => pieces(text, tagged(text)).map((piece) => (piece.kind === undefined ? piece.text : name(piece.kind))).join("");
}

import { useTranslation } from "react-i18next";
import type { Utterance } from "@/api/types";
import { pieces } from "./redactions";
import classes from "./transcript.module.css";

const kinds = ["card", "iban", "email", "phone", "national_id"] as const;

/** What was said, with what is redacted as lozenges that name the kind. */
export function Said({ utterance }: { utterance: Pick<Utterance, "text" | "redactions"> }) {
  const { t } = useTranslation();
  const name = (kind: string) => {
    const known = kinds.find((k) => k === kind);
    return known ? t(`redaction.${known}`) : kind;
  };
  return pieces(utterance.text, utterance.redactions).map((piece, i) =>
    piece.kind === undefined ? (
      piece.text
    ) : (
      <span key={i} className={classes.redacted} title={t("redaction.why")}>
        {name(piece.kind)}
      </span>
    ),
  );
}

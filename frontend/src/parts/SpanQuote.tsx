import { useTranslation } from "react-i18next";
import { Icon } from "./Icon";
import { spanText, type Span } from "./spans";

/** A part of the recording that an answer points at; where it can be heard, a button plays it. */
export function SpanQuote({ of, onHear, className }: { of: Span; onHear?: (span: Span) => void; className?: string }) {
  const { t } = useTranslation();
  if (!onHear) return <span className={className}>{t("sound.part", { span: spanText(of) })}</span>;
  return (
    <button type="button" className={className} onClick={() => onHear(of)} title={t("sound.hear_part")}>
      <Icon name="play" size={16} /> {t("sound.part", { span: spanText(of) })}
    </button>
  );
}

import { useTranslation } from "react-i18next";
import { originWords, type Origin } from "./origin";

export function OriginText({ of }: { of: Origin }) {
  const { t } = useTranslation();
  const words = originWords(of);
  return <span>{t(`origin.${words.key}`, { ...words })}</span>;
}

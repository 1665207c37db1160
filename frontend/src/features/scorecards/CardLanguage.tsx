import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Scorecard } from "@/api/types";
import { languageName, languageOf } from "./language";
import { readIn, useWished } from "./useCard";

/** In which language a scorecard is read, where it has several. */
export function CardLanguage({ of }: { of: Pick<Scorecard, "languages"> }) {
  const { t } = useTranslation();
  const wished = useWished();
  if (!of.languages || of.languages.length < 2) return null;
  return (
    <Select
      size="xs"
      w={180}
      aria-label={t("scorecards.language")}
      allowDeselect={false}
      data={of.languages.map((value) => ({ value, label: languageName(value) }))}
      value={languageOf(of, wished)}
      onChange={(value) => value && readIn(value)}
    />
  );
}

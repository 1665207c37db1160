import { Select } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { readIn } from "@/api/language";
import type { Scorecard } from "@/api/types";
import { languageName, languageOf } from "./card-language";
import { useWished } from "./useCard";

/** What the server words, and words anew in another language. */
const worded = ["coaching", "actions", "disputes", "standing"];

/** In which language a scorecard is read, where it has several. */
export function CardLanguage({ of }: { of: Pick<Scorecard, "languages"> }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
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
      onChange={(value) => {
        if (!value) return;
        readIn(value);
        for (const key of worded) void cache.invalidateQueries({ queryKey: [key] });
      }}
    />
  );
}

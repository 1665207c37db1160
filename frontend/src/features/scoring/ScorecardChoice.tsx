import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { usableScorecardsQuery } from "@/api/evaluations";
import { Items, ItemRow } from "@/parts/ItemRow";
import { Loaded } from "@/parts/States";

export function ScorecardChoice({ onChoose }: { onChoose: (scorecard: string) => void }) {
  const { t } = useTranslation();
  const scorecards = useQuery(usableScorecardsQuery);
  return (
    <Loaded query={scorecards} empty={{ title: t("scorecards.none"), text: t("scorecards.none_text") }}>
      {(list) => (
        <Items label={t("scorecards.choose")}>
          {list.map((card) => (
            <ItemRow
              key={card.id}
              label={card.name}
              title={card.name}
              meta={[t("scorecards.version", { version: card.version }), t("scorecards.questions", { count: card.questions })]}
              actions={<Button onClick={() => onChoose(card.id)}>{t("scorecards.use")}</Button>}
            />
          ))}
        </Items>
      )}
    </Loaded>
  );
}

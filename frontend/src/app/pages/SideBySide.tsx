import type { Evaluation, Utterance } from "@/api/types";
import { Beside } from "@/features/evaluations/Beside";
import { useCard } from "@/parts/useCard";
import { Loaded } from "@/parts/States";

interface Props {
  left: Evaluation;
  right: Evaluation;
  utterances: Utterance[];
  names: [left: string, right: string];
}

/** Two evaluations beside each other, each with the version of a scorecard that it was made by. */
export function SideBySide({ left, right, utterances, names }: Props) {
  const ofLeft = useCard(left.scorecard_version);
  const ofRight = useCard(right.scorecard_version);
  const cards = ofLeft.data && ofRight.data && { left: ofLeft.data, right: ofRight.data };
  return (
    <Loaded query={{ ...(ofLeft.error ? ofLeft : ofRight), data: cards }} rows={8}>
      {(card) => <Beside left={{ evaluation: left, card: card.left }} right={{ evaluation: right, card: card.right }} utterances={utterances} names={names} />}
    </Loaded>
  );
}

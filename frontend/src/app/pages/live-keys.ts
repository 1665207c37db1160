import { useTranslation } from "react-i18next";
import type { Offer } from "@/api/types";
import { useKeys } from "@/parts/keys";
import type { LiveThing } from "./LivePage";

interface Hands {
  things: LiveThing[];
  picked: string | null;
  setPicked: (key: string) => void;
  watch: (interaction: string) => void;
  whisper: (interaction: string) => void;
  bookmark: (interaction: string) => void;
  score: (thing: LiveThing) => void;
  skip: (offer: Offer) => void;
}

export function useLiveKeys({ things, picked, setPicked, watch, whisper, bookmark, score, skip }: Hands) {
  const { t } = useTranslation();
  const at = things.findIndex((thing) => thing.key === picked);
  const step = (by: number) => {
    const next = things[Math.min(things.length - 1, Math.max(0, at + by))];
    if (next) setPicked(next.key);
  };
  const withPicked = (run: (thing: LiveThing) => void) => () => {
    const thing = things[Math.max(0, at)];
    if (thing) run(thing);
  };
  useKeys([
    { keys: ["j", "arrowdown"], label: t("keys.next"), run: () => step(1) },
    { keys: ["k", "arrowup"], label: t("keys.previous"), run: () => step(-1) },
    { keys: ["enter"], label: t("keys.watch"), run: withPicked((thing) => watch(thing.interaction)) },
    { keys: ["w"], label: t("keys.whisper"), run: withPicked((thing) => whisper(thing.interaction)) },
    { keys: ["b"], label: t("keys.bookmark"), run: withPicked((thing) => bookmark(thing.interaction)) },
    { keys: ["s"], label: t("keys.score"), run: withPicked(score) },
    { keys: ["x"], label: t("keys.skip"), run: withPicked((thing) => thing.offer && skip(thing.offer)) },
  ]);
}

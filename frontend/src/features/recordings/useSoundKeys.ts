import { useTranslation } from "react-i18next";
import { useKeys } from "@/parts/keys";
import type { Player } from "./player";

const step = 5000;

/** The keys of a page with a recording; choosing is for who can make evidence of it, selected what to listen to from. */
export function useSoundKeys(player: Player, there: boolean, choosing: boolean, listen?: () => void) {
  const { t } = useTranslation();
  useKeys(
    [
      { keys: ["space"], label: t("sound.key_play"), run: () => player.toggle(), hidden: !there },
      { keys: [","], label: t("sound.key_back"), run: () => player.skip(-step), hidden: !there },
      { keys: ["."], label: t("sound.key_on"), run: () => player.skip(step), hidden: !there },
      { keys: ["l"], label: t("sound.key_listen"), run: () => listen?.(), hidden: !there || !listen },
      { keys: ["["], label: t("sound.key_from"), run: () => player.from(), hidden: !there || !choosing },
      { keys: ["]"], label: t("sound.key_to"), run: () => player.to(), hidden: !there || !choosing },
    ].map((key) => ({ ...key, run: () => void ((there && (choosing || !"[]".includes(key.keys[0]!))) && key.run()) })),
  );
}

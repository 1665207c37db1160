import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { askForCoaching } from "@/api/feedback";
import { WriteDialog } from "./WriteDialog";

/** An agent asks for coaching, about a question of an evaluation or about anything. */
export function AskCoaching({ about, onClose }: { about?: { evaluation: string; question: string; text: string }; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  return (
    <WriteDialog
      title={t("asking.title")}
      text={about ? t("asking.about", { question: about.text }) : t("asking.text")}
      label={t("asking.words")}
      confirm={t("asking.ask")}
      send={(words) => askForCoaching({ words, ...(about && { evaluation: about.evaluation, question: about.question }) })}
      onClose={onClose}
      onSent={() => {
        notifications.show({ message: t("asking.asked") });
        void cache.invalidateQueries({ queryKey: ["requests"] });
        onClose();
      }}
    />
  );
}

import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { actionEffectQuery } from "@/api/coaching";
import type { CoachingAction } from "@/api/types";
import { SingleEffect } from "@/parts/SingleEffect";

/** What came of an action in the agent's scores. */
export function ActionEffect({ of, onClose }: { of: CoachingAction; onClose: () => void }) {
  const { t } = useTranslation();
  const found = useQuery(actionEffectQuery(of.id));
  return (
    <Modal opened onClose={onClose} title={t("effects.of_action")} size="lg">
      <p>{of.question_text ? t("effects.question", { text: of.question_text }) : t("effects.overall")}</p>
      <SingleEffect query={found} />
    </Modal>
  );
}

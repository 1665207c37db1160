import { Button, Group } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { learnersQuery } from "@/api/assignments";
import { holds } from "@/api/session";
import type { Evaluation } from "@/api/types";
import { ActionForm } from "@/features/coaching/ActionForm";
import type { Judged } from "@/features/evaluations/digest";
import { useSession } from "../session";
import { useAssigning } from "./useAssigning";

/** Leads from a weak answer to an action and to a module, whoever leads its agent. */
export function useMending(evaluation: Evaluation): { mend?: (item: Judged) => ReactNode; dialogs: ReactNode } {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const session = useSession();
  const { assign, assignFor, dialog } = useAssigning();
  const asks = !!assign && !!evaluation.released_at && !evaluation.withdrawal_reason && session.user.id !== evaluation.agent;
  const learners = useQuery({ ...learnersQuery, enabled: asks });
  const [about, agree] = useState<Judged | null>(null);
  const learner = learners.data?.find(({ id }) => id === evaluation.agent);
  const leads = holds(session, "supervisor") && session.teams.some(({ id, relation }) => relation === "lead" && id === learner?.team);
  if (!asks || !learner) return { dialogs: null };
  const mend = (item: Judged) => (
    <Group gap="xs">
      {leads && (
        <Button size="compact-sm" variant="subtle" onClick={() => agree(item)}>
          {t("agreed.add")}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={() => assign({ agent: evaluation.agent, question: item.question.id })}>
        {t("assigning.assign_module")}
      </Button>
    </Group>
  );
  const added = () => {
    agree(null);
    for (const key of ["actions", "coaching"]) void cache.invalidateQueries({ queryKey: [key] });
  };
  const agenda = about && [{ evaluation: evaluation.id, question: about.question.id, question_text: about.question.text, score: 100 * (about.points ?? 0), note: "", evidence: [] }];
  return {
    mend,
    dialogs: (
      <>
        {agenda && <ActionForm agent={evaluation.agent} agenda={agenda} onClose={() => agree(null)} onAdded={added} onAssign={assignFor} />}
        {dialog}
      </>
    ),
  };
}

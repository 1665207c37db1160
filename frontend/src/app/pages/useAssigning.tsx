import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { holds } from "@/api/session";
import type { CoachingAction } from "@/api/types";
import { AssignDialog } from "@/features/training/desk/AssignDialog";
import { useSession } from "../session";

/** What a module is to help with. */
interface Weakness {
  agent: string;
  question?: string;
  action?: string;
  reason?: string;
}

interface Assigning {
  assign?: (weakness: Weakness) => void;
  assignFor?: (action: CoachingAction) => void;
  dialog: ReactNode;
}

/** Leads from a weakness, or what was agreed about it, to a module; nowhere for who may give none. */
export function useAssigning(): Assigning {
  const { t } = useTranslation();
  const session = useSession();
  const [about, assign] = useState<Weakness | null>(null);
  if (!holds(session, "supervisor", "trainer")) return { dialog: null };
  return {
    assign,
    assignFor: ({ id, agent, question, text }) => assign({ agent, question, action: id, reason: t("assigning.for_action", { text }) }),
    dialog: about && <AssignDialog agents={[about.agent]} question={about.question} action={about.action} reason={about.reason} onClose={() => assign(null)} />,
  };
}

import { useQuestions } from "@/parts/useCard";

/** The words of the question that a module is to help with; nothing where no scorecard asks it any more. */
export function HelpsWith({ question }: { question: string }) {
  const questions = useQuestions();
  return questions.data?.find(({ id }) => id === question)?.text ?? "–";
}

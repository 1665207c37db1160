import { useQuery } from "@tanstack/react-query";
import { questionsQuery } from "@/api/evaluations";

/** The words of the question that a module is to help with; nothing where no scorecard asks it any more. */
export function HelpsWith({ question }: { question: string }) {
  const questions = useQuery(questionsQuery);
  return questions.data?.find(({ id }) => id === question)?.text ?? "–";
}

import type { Calibration, Question } from "@/api/types";

type Asked = Calibration["spread"][number]["questions"][number];

/** The words of an option, undefined for N/A. */
export const labelIn = (question: Question | undefined, option: string) => question?.options.find(({ key }) => key === option)?.label;

/** Whether evaluators have to settle the answer: they differ, or one alone was asked. */
export const needsReference = ({ given, same, reference }: Asked) => !reference && (same < given.length || given.length < 2);

/** How many questions are still to be settled. */
export const openIn = (of: Calibration) => of.spread.reduce((sum, { questions }) => sum + questions.filter(needsReference).length, 0);

import type { Scorecard, Utterance } from "@/api/types";
import type { Span } from "@/parts/spans";
import { QuestionItem } from "./QuestionItem";
import { answerOf, isException, shownOf, type Move, type Sheet, type SheetQuestion } from "./sheet";
import classes from "./scoring.module.css";

interface Props {
  scorecard: Pick<Scorecard, "dimensions">;
  sheet: Sheet;
  missing: string[];
  utterances: Utterance[];
  onHear?: (span: Span) => void;
  move: (move: Move) => void;
  /** Leaves out what was answered as usual. */
  exceptions?: boolean;
}

/** The questions that the answers show, dimension by dimension. */
export function QuestionList({ scorecard, sheet, missing, utterances, move, onHear, exceptions }: Props) {
  const shown = shownOf(sheet);
  const worth = (question: SheetQuestion) =>
    !exceptions || question === sheet.questions[sheet.current] || isException(question, answerOf(sheet, question.id), sheet.channel);
  return scorecard.dimensions.map((dimension) => {
    const questions = sheet.questions.filter((question) => question.dimension === dimension.key && shown.has(question.id) && worth(question));
    const notes = sheet.channel && dimension.channel_notes?.[sheet.channel];
    return questions.length === 0 ? null : (
      <section key={dimension.key} aria-label={dimension.name} className={classes.dimension}>
        <h2 title={dimension.about}>{dimension.name}</h2>
        {notes && <p className={classes.help}>{notes}</p>}
        <ol>
          {questions.map((question) => (
            <QuestionItem
              key={question.id}
              question={question}
              answer={answerOf(sheet, question.id)}
              current={question === sheet.questions[sheet.current]}
              missing={missing.includes(question.id)}
              channel={sheet.channel}
              utterances={utterances}
              onHear={onHear}
              move={move}
            />
          ))}
        </ol>
      </section>
    );
  });
}

import { Button, Group, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { wholeWords } from "@/api/evaluations";
import { answerOf, phrasesOf, type Move, type Sheet } from "./sheet";
import classes from "./scoring.module.css";

const most = 2000;

/** What is said of the whole, with the ready words of the levels that were chosen. */
export function WholeWords({ sheet, move }: { sheet: Sheet; move: (move: Move) => void }) {
  const { t } = useTranslation();
  const ready = phrasesOf(sheet);
  return (
    <section aria-label={t("whole.title")} className={classes.whole}>
      <h2>{t("whole.title")}</h2>
      {wholeWords.map((name) => {
        const { comment } = answerOf(sheet, name);
        const write = (text: string) => move({ type: "comment", question: name, text: text.slice(0, most) });
        const left = ready[name].filter((phrase) => !comment.includes(phrase));
        return (
          <div key={name}>
            <Textarea label={t(`whole.${name}`)} autosize minRows={2} maxRows={8} maxLength={most} value={comment} onChange={(e) => write(e.currentTarget.value)} />
            {left.length > 0 && (
              <Group gap={4} mt={4} role="group" aria-label={t(`whole.ready_${name}`)}>
                {left.map((phrase) => (
                  <Button key={phrase} size="compact-sm" variant="default" className={classes.phrase} onClick={() => write(comment.trim() ? `${comment.trimEnd()} ${phrase}` : phrase)}>
                    {phrase}
                  </Button>
                ))}
              </Group>
            )}
          </div>
        );
      })}
    </section>
  );
}

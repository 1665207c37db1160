import { Button, Radio, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { assessRolePlay } from "@/api/assignments";
import type { LearningAssignment, ModulePart, Scorecard } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { FaultLine, Loaded } from "@/parts/States";
import { CardLanguage } from "@/parts/CardLanguage";
import { useCard } from "@/parts/useCard";
import classes from "./mark.module.css";

interface Props {
  assignment: LearningAssignment;
  part: ModulePart;
  onAssessed: () => void;
}

/** A role play, marked with the questions of its scorecard. */
export function Assess({ assignment, part, onAssessed }: Props) {
  const card = useCard(part.role_play?.scorecard_version);
  return (
    <Loaded query={card} rows={4}>
      {(scorecard) => <Form assignment={assignment} part={part} scorecard={scorecard} onAssessed={onAssessed} />}
    </Loaded>
  );
}

function Form({ assignment, part, scorecard, onAssessed }: Props & { scorecard: Scorecard }) {
  const { t } = useTranslation();
  const [options, setOptions] = useState<Record<string, string>>({});
  const [comment, setComment] = useState("");
  const asked = scorecard.dimensions.flatMap(({ questions }) => questions);
  const open = asked.filter(({ id }) => !options[id]).length;
  const assessing = useMutation({
    mutationFn: () => assessRolePlay(assignment, part.id, { answers: Object.entries(options).map(([question, option]) => ({ question, option })), comment: comment.trim() }),
    onSettled: onAssessed,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (open === 0) assessing.mutate();
      }}
    >
      <Stack gap="md">
        <CardLanguage of={scorecard} />
        {scorecard.dimensions.map((dimension) =>
          dimension.questions.map((question) => (
            <Radio.Group
              key={question.id}
              label={
                <>
                  <DimensionBadge of={dimension.key} /> {question.text}
                </>
              }
              value={options[question.id] ?? null}
              onChange={(option) => setOptions((known) => ({ ...known, [question.id]: option }))}
            >
              <div className={classes.levels}>
                {question.options.map(({ key, label, describes }) => (
                  <Radio key={key} value={key} label={label} description={describes || undefined} />
                ))}
                {question.na && <Radio value="na" label={t("score.na")} />}
              </div>
            </Radio.Group>
          )),
        )}
        <Textarea label={t("marking.comment")} autosize minRows={2} maxLength={4000} value={comment} onChange={(e) => setComment(e.currentTarget.value)} />
        <FaultLine error={assessing.error} />
        {open > 0 && <p className={classes.quiet}>{t("marking.still_open", { count: open })}</p>}
        <div>
          <Button type="submit" disabled={open > 0} loading={assessing.isPending}>
            {t("marking.assess")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

import { Anchor, Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeReview, reviewDraftQuery } from "@/api/coaching";
import type { CoachingSession, Dimension } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { fieldFaults } from "@/parts/fields";
import { Card, Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Empty, FaultLine } from "@/parts/States";
import { dayOf } from "@/parts/time";
import { formOf, reviewOf } from "./review";
import { ReviewFields, reviewFaults } from "./ReviewFields";
import classes from "./coaching.module.css";

type Review = NonNullable<CoachingSession["review"]>;

/** What a formal review is over; its coach can still change it while the session is planned. */
export function ReviewRead({ session, onChanged }: { session: CoachingSession; onChanged: (session: CoachingSession) => void }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const { review } = session;
  const change = session.may.change && (
    <Button variant="default" onClick={() => setChanging(true)}>
      {t("review.change")}
    </Button>
  );
  const changed = (next: CoachingSession) => {
    setChanging(false);
    onChanged(next);
  };
  return (
    <Section title={t("review.title")} id="review" note={review && t("review.period", { from: dayOf(review.from), to: dayOf(review.to) })} actions={change}>
      {review ? <Whole of={review} /> : <Empty title={t("review.none")} text={t("review.none_text")} />}
      {changing && <ChangeReview session={session} onClose={() => setChanging(false)} onChanged={changed} />}
    </Section>
  );
}

function Whole({ of }: { of: Review }) {
  const { t } = useTranslation();
  return (
    <Card>
      <div className={classes.review}>
        <Findings title={t("review.strengths")} list={of.strengths} />
        <Findings title={t("review.weaknesses")} list={of.weaknesses} />
        {of.goals.length > 0 && (
          <div>
            <h3>{t("review.goals")}</h3>
            <ul>
              {of.goals.map((goal, i) => (
                <li key={i}>
                  <Written text={goal.text} /> · {t("agreed.due_on", { day: dayOf(goal.due_on) })}
                </li>
              ))}
            </ul>
          </div>
        )}
        {of.documents.length > 0 && (
          <div>
            <h3>{t("review.documents")}</h3>
            <ul>
              {of.documents.map((document, i) => (
                <li key={i}>
                  <Anchor href={document.link} target="_blank" rel="noopener noreferrer">
                    {document.title}
                  </Anchor>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  );
}

function Findings({ title, list }: { title: string; list: Review["strengths"] }) {
  const { t } = useTranslation();
  return (
    <div>
      <h3>{title}</h3>
      {list.length === 0 && <p className={classes.quiet}>{t("review.no_findings", { label: title })}</p>}
      <ul>
        {list.map((one, i) => (
          <li key={i}>
            {one.dimension && <DimensionBadge of={one.dimension as Dimension} />} {one.question_text} <Written text={one.text} />
            {one.n > 0 && <span className={classes.quiet}> · {t("coaching.suggestion_rests", { mean: Math.round(one.mean), count: one.n })}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ChangeReview({ session, onClose, onChanged }: { session: CoachingSession; onClose: () => void; onChanged: (session: CoachingSession) => void }) {
  const { t } = useTranslation();
  const [form, setForm] = useState(() => formOf(session.review));
  const draft = useQuery(reviewDraftQuery(session.agent, form.from, form.to));
  const changing = useMutation({ mutationFn: () => changeReview(session, reviewOf(form, draft.data)), onSuccess: onChanged });
  const { errors, rest } = fieldFaults(changing.error, reviewFaults);
  return (
    <Modal opened onClose={onClose} title={t("review.change")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          changing.mutate();
        }}
      >
        <Stack gap="md">
          <ReviewFields agent={session.agent} value={form} errors={errors} onChange={setForm} />
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!draft.data} loading={changing.isPending}>
              {t("save_changes")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

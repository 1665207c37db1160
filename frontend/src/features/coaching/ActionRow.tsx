import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CoachingAction } from "@/api/types";
import { sessionQuery } from "@/api/session";
import { ItemRow } from "@/parts/ItemRow";
import { useSpoken, Written } from "@/parts/Said";
import { dayOf } from "@/parts/time";
import classes from "./coaching.module.css";

interface Props {
  action: CoachingAction;
  onFinish: () => void;
  onDrop: () => void;
  onMeasure: () => void;
  /** Gives a module to learn what it takes, where its reader may. */
  onAssign?: () => void;
  /** Where the column says it. */
  stateless?: boolean;
  selected?: boolean;
  onSelect?: () => void;
}

/** One action: what, by whom and when, and what it waits for. */
export function ActionRow({ action, onFinish, onDrop, onMeasure, onAssign, stateless, ...place }: Props) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  return (
    <ItemRow
      {...place}
      label={spoken(action.text)}
      title={<Written text={action.text} />}
      lead={action.question_text}
      meta={[
        !stateless && t(`agreed.status_${action.status}`),
        action.agent_name,
        action.owner !== action.agent && t("agreed.owner", { name: action.owner_name }),
        action.overdue ? (
          <span key="due" className={classes.overdue}>
            {t("agreed.due_on", { day: dayOf(action.due_on) })} · {t("agreed.overdue")}
          </span>
        ) : (
          t("agreed.due_on", { day: dayOf(action.due_on) })
        ),
        action.root_cause && <Written key="cause" text={action.root_cause} />,
      ]}
      actions={
        <>
          {action.may.finish && (
            <Button variant="default" onClick={onFinish}>
              {t("agreed.finish")}
            </Button>
          )}
          {onAssign && action.may.drop && (
            <Button variant="default" onClick={onAssign}>
              {t("assigning.assign_module")}
            </Button>
          )}
          {action.may.measure && (
            <Button variant="subtle" onClick={onMeasure}>
              {t("effects.show_action")}
            </Button>
          )}
          {action.may.drop && (
            <Button variant="subtle" onClick={onDrop}>
              {t("agreed.drop")}
            </Button>
          )}
        </>
      }
    >
      {action.modules.length > 0 && <Modules of={action} />}
      {(action.status !== "open" || action.waiting) && <Outcome of={action} />}
    </ItemRow>
  );
}

/** What was given to learn for it, where its reader goes on with it. */
function Modules({ of }: { of: CoachingAction }) {
  const { t } = useTranslation();
  const learns = useQuery(sessionQuery).data?.user.id === of.agent;
  return (
    <p className={classes.quiet}>
      {t("agreed.modules")}{" "}
      {of.modules.map(({ assignment, title, status }, i) => (
        <span key={assignment}>
          {i > 0 && ", "}
          <Link to={learns ? "/learning/$id" : "/modules/assignments/$id"} params={{ id: assignment }}>
            {title}
          </Link>{" "}
          ({t(`assignment.${status}`)})
        </span>
      ))}
    </p>
  );
}

function Outcome({ of }: { of: CoachingAction }) {
  const { t } = useTranslation();
  const sample = of.sample;
  const numbers = sample && { count: sample.n, needed: sample.needed, mean: sample.mean == null ? "" : Math.round(sample.mean), target: of.target };
  return (
    <>
      {of.what_changed && (
        <p className={classes.text}>
          <Written text={of.what_changed} />
        </p>
      )}
      {of.reason && <p className={classes.quiet}>{t("agreed.dropped_because", { reason: of.reason })}</p>}
      {of.waiting && numbers && <p className={classes.quiet}>{t(sample.mean == null ? "agreed.waiting" : "agreed.waiting_mean", numbers)}</p>}
      {of.status === "closed" && numbers && of.target != null && <p className={classes.quiet}>{t("agreed.met", numbers)}</p>}
    </>
  );
}

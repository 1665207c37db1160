import { ActionIcon, Button, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { dimensions, type Dimension, type ScorecardDimension } from "@/api/types";
import { Arrange } from "@/parts/Arrange";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Icon } from "@/parts/Icon";
import { useBuilder } from "./builder";
import { newDimension, newQuestion } from "./definition";
import classes from "./build.module.css";

interface Props {
  current: string;
  onOpen: (at: string) => void;
  /** Says what was taken out, with the way back. */
  onRemoved: (name: string) => void;
}

const mostQuestions = 100;

/** The dimensions with their questions, in their order: opened, moved, added and taken out. */
export function Outline({ current, onOpen, onRemoved }: Props) {
  const { t } = useTranslation();
  const { definition, edit, focus } = useBuilder();
  const left = dimensions.filter((key) => definition.dimensions.every((dimension) => dimension.key !== key));
  const add = (key: Dimension) => {
    focus(`definition.dimensions[${definition.dimensions.length}].name`, key, `${key}.name`);
    edit("add", (known) => ({ ...known, dimensions: [...known.dimensions, newDimension(key, t(`dimension.${key}`))] }));
    onOpen(key);
  };
  return (
    <div className={classes.outline}>
      <Arrange
        label={t("builder.dimensions")}
        ids={definition.dimensions.map(({ key }) => key)}
        name={(key) => t(`dimension.${key}`)}
        current={current}
        onChange={(keys) => edit("order", (known) => ({ ...known, dimensions: keys.map((key) => known.dimensions.find((one) => one.key === key)!) }))}
        below={(_, at) => <Questions of={definition.dimensions[at]!} at={at} current={current} onOpen={onOpen} onRemoved={onRemoved} />}
      >
        {(key, at) => {
          const dimension = definition.dimensions[at]!;
          return (
            <Row name={dimension.name} place={`definition.dimensions[${at}]`} own current={key === current} onOpen={() => onOpen(key)} note={t("builder.weighs", { weight: dimension.weight })}
              onRemove={() => {
                edit("remove", (known) => ({ ...known, dimensions: known.dimensions.filter((one) => one.key !== key) }));
                onRemoved(dimension.name);
              }}>
              <DimensionBadge of={dimension.key} /> {dimension.name}
            </Row>
          );
        }}
      </Arrange>
      {left.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default">{t("builder.add_dimension")}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {left.map((key) => (
              <Menu.Item key={key} onClick={() => add(key)}>
                {t(`dimension.${key}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

function Questions({ of, at, current, onOpen, onRemoved }: Props & { of: ScorecardDimension; at: number }) {
  const { t } = useTranslation();
  const { definition, edit, focus } = useBuilder();
  const put = (place: string, change: (dimension: ScorecardDimension) => ScorecardDimension) =>
    edit(place, (known) => ({ ...known, dimensions: known.dimensions.map((one) => (one.key === of.key ? change(one) : one)) }));
  const nameOf = (id: string) => of.questions.find((q) => q.id === id)?.text || t("builder.untitled_question");
  const full = definition.dimensions.reduce((sum, { questions }) => sum + questions.length, 0) >= mostQuestions;
  const add = () => {
    const question = newQuestion();
    focus(`definition.dimensions[${at}].questions[${of.questions.length}].text`, question.id, `${question.id}.text`);
    put("add", (dimension) => ({ ...dimension, questions: [...dimension.questions, question] }));
    onOpen(question.id);
  };
  return (
    <div className={classes.questions}>
      <Arrange
        label={t("builder.questions_of", { name: of.name })}
        ids={of.questions.map(({ id }) => id)}
        name={nameOf}
        current={current}
        onChange={(ids) => put("order", (dimension) => ({ ...dimension, questions: ids.map((id) => dimension.questions.find((q) => q.id === id)!) }))}
      >
        {(id, n) => (
          <Row name={nameOf(id)} place={`definition.dimensions[${at}].questions[${n}]`} current={id === current} onOpen={() => onOpen(id)}
            note={of.questions[n]!.shown_if ? t("builder.conditional") : undefined}
            onRemove={() => {
              put("remove", (dimension) => ({ ...dimension, questions: dimension.questions.filter((q) => q.id !== id) }));
              onRemoved(nameOf(id));
            }}>
            {nameOf(id)}
          </Row>
        )}
      </Arrange>
      <Button variant="default" size="compact-sm" disabled={full} onClick={add}>
        {t("builder.add_question")}
        <span className="visually-hidden"> {of.name}</span>
      </Button>
    </div>
  );
}

interface RowProps {
  name: string;
  place: string;
  current: boolean;
  /** Counts what is wrong here alone, not what is wrong below. */
  own?: boolean;
  note?: string;
  onOpen: () => void;
  onRemove: () => void;
  children: React.ReactNode;
}

function Row({ name, place, current, own, note, onOpen, onRemove, children }: RowProps) {
  const { t } = useTranslation();
  const { faults } = useBuilder();
  const below = faults.in(place);
  const wrong = below.count - (own ? below.in("questions").count : 0);
  return (
    <div className={classes.row}>
      <button type="button" className={classes.open} data-step="open" aria-current={current ? "step" : undefined} onClick={onOpen}>
        <span>{children}</span>
        {(note || wrong > 0) && (
          <span className={classes.note}>
            {note} {wrong > 0 && <strong className={classes.wrong}>{t("builder.faults", { count: wrong })}</strong>}
          </span>
        )}
      </button>
      <ActionIcon variant="subtle" aria-label={t("builder.remove", { name })} onClick={onRemove}>
        <Icon name="remove" size={16} />
      </ActionIcon>
    </div>
  );
}

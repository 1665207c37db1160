import { ActionIcon } from "@mantine/core";
import { closestCenter, DndContext, PointerSensor, TouchSensor, useSensor, useSensors } from "@dnd-kit/core";
import { SortableContext, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./Icon";
import classes from "./arrange.module.css";

interface Props {
  label: string;
  ids: string[];
  /** What a row is called for who hears it. */
  name: (id: string) => string;
  onChange: (ids: string[]) => void;
  current?: string;
  children: (id: string, at: number) => ReactNode;
  /** What is opened under a row, in its whole width. */
  below?: (id: string, at: number) => ReactNode;
}

const ownUseOfArrows = "textarea, [inputmode], [aria-haspopup]";

/** A list to put in order: by drag, by Alt and the arrows, and by buttons. */
export function Arrange({ label, ids, name, onChange, current, children, below }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }), useSensor(TouchSensor, { activationConstraint: { delay: 120, tolerance: 6 } }));
  const move = (from: number, to: number) => {
    if (from < 0 || to < 0 || to >= ids.length || from === to) return;
    const next = [...ids];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
    if (said.current) said.current.textContent = t("arrange.moved", { name: name(ids[from]!), place: to + 1, total: ids.length });
  };
  const step = (event: KeyboardEvent, at: number) => {
    const by = event.altKey && event.key === "ArrowUp" ? -1 : event.altKey && event.key === "ArrowDown" ? 1 : 0;
    const target = event.target as HTMLElement;
    if (by === 0 || event.defaultPrevented || target.matches(ownUseOfArrows)) return;
    event.preventDefault();
    const id = ids[at]!;
    const focused = target.closest("[data-step]")?.getAttribute("data-step");
    move(at, at + by);
    requestAnimationFrame(() => {
      const row = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
      if (!row?.contains(document.activeElement)) (row?.querySelector<HTMLElement>(focused ? `[data-step="${focused}"]` : "button, [tabindex]") ?? row)?.focus();
    });
  };
  return (
    <>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={({ active, over }) => over && move(ids.indexOf(String(active.id)), ids.indexOf(String(over.id)))}
        accessibility={{ announcements: { onDragStart: () => undefined, onDragOver: () => undefined, onDragEnd: () => undefined, onDragCancel: () => undefined } }}
      >
        <SortableContext items={ids} strategy={verticalListSortingStrategy}>
          <ol ref={list} className={classes.list} aria-label={label}>
            {ids.map((id, at) => (
              <Row key={id} id={id} current={id === current} onKeyDown={(event) => step(event, at)} up={at > 0 ? () => move(at, at - 1) : undefined} down={at < ids.length - 1 ? () => move(at, at + 1) : undefined} name={name(id)} below={below?.(id, at)}>
                {children(id, at)}
              </Row>
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      <p ref={said} className="visually-hidden" aria-live="assertive" />
    </>
  );
}

interface RowProps {
  id: string;
  name: string;
  current: boolean;
  up?: () => void;
  down?: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  below?: ReactNode;
  children: ReactNode;
}

function Row({ id, name, current, up, down, onKeyDown, below, children }: RowProps) {
  const { t } = useTranslation();
  const { listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id });
  const style = { transform: transform ? `translate3d(0, ${transform.y}px, 0)` : undefined, transition };
  return (
    <li ref={setNodeRef} className={classes.row} style={style} data-row={id} data-dragging={isDragging || undefined} data-current={current || undefined} onKeyDown={onKeyDown}>
      <span ref={setActivatorNodeRef} {...listeners} className={classes.handle} aria-hidden="true" title={t("arrange.drag")}>
        <Icon name="handle" size={16} />
      </span>
      <div className={classes.content}>{children}</div>
      <div className={classes.steps}>
        <ActionIcon variant="subtle" data-step="up" aria-label={t("arrange.up", { name })} aria-disabled={!up || undefined} onClick={up}>
          <Icon name="up" size={16} />
        </ActionIcon>
        <ActionIcon variant="subtle" data-step="down" aria-label={t("arrange.down", { name })} aria-disabled={!down || undefined} onClick={down}>
          <Icon name="down" size={16} />
        </ActionIcon>
      </div>
      {below && <div className={classes.below}>{below}</div>}
    </li>
  );
}

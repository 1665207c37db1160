import { lazy, Suspense, type ReactNode } from "react";
import type { ModulePart } from "@/api/types";
import { Loading } from "@/parts/States";
import { ExcerptView } from "./ExcerptView";
import { RolePlayView, TaskView, WorkshopView } from "./SimpleParts";

const Markdown = lazy(() => import("./Markdown").then((m) => ({ default: m.Markdown })));

/** What a part says; a quiz is brought by who asks it. */
export function PartBody({ part, quiz }: { part: ModulePart; quiz: ReactNode }) {
  if (part.lesson)
    return (
      <Suspense fallback={<Loading rows={4} />}>
        <Markdown text={part.lesson.text} />
      </Suspense>
    );
  if (part.excerpt) return <ExcerptView lines={part.excerpt.lines} moments={part.excerpt.moments} />;
  if (part.role_play) return <RolePlayView of={part.role_play} />;
  if (part.workshop) return <WorkshopView of={part.workshop} />;
  if (part.task) return <TaskView of={part.task} />;
  return quiz;
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isFault } from "@/api/fault";
import { release, submit } from "@/api/evaluations";
import type { AnswerInput, Evaluation } from "@/api/types";
import type { Autosave } from "@/parts/autosave";
import type { timed } from "./timed";
import { unfinished, type Move, type Sheet } from "./sheet";

export type Finish = "next" | "release";

interface Options {
  evaluation: Evaluation;
  sheet: Sheet;
  autosave: Autosave<AnswerInput, Evaluation>;
  saver: ReturnType<typeof timed<AnswerInput, Evaluation>>;
  move: (move: Move) => void;
  onDone: (how: Finish, evaluation: Evaluation) => void;
}

/** Saves what is left, submits, and releases where that was chosen; names the questions that are left and goes to the first. */
export function useFinish({ evaluation, sheet, autosave, saver, move, onDone }: Options) {
  const cache = useQueryClient();
  const [open, setOpen] = useState<string[]>([]);

  const name = (questions: string[]) => {
    setOpen(questions);
    if (questions[0]) move({ type: "go", question: questions[0] });
  };

  const finishing = useMutation({
    mutationFn: async (how: Finish) => {
      const missing = unfinished(sheet).map((q) => q.id);
      if (missing.length > 0) return name(missing);
      if (!(await autosave.flush())) return;
      if (saver.left()) autosave.adopt(await saver.save(autosave.revision, [])); // the work since the last answer
      const submitted = await submit(evaluation.id, autosave.revision);
      autosave.adopt(submitted);
      const final = how === "release" && submitted.may.release ? await release(evaluation.id, submitted.revision) : submitted;
      cache.setQueryData(["evaluations", "one", evaluation.id], final);
      void cache.invalidateQueries({ queryKey: ["queue"] });
      onDone(how, final);
    },
    onError: async (fault) => {
      if (isFault(fault, 422)) name(fault.fields.map((field) => /answers\.([^.]+)/.exec(field.location)?.[1] ?? "").filter(Boolean));
      else if (isFault(fault, 412)) await autosave.compare();
      else if (isFault(fault)) void cache.invalidateQueries({ queryKey: ["evaluations", "one", evaluation.id] });
    },
  });

  const left = new Set(unfinished(sheet).map((q) => q.id));
  const missing = open.filter((id) => left.has(id));
  const error = isFault(finishing.error, 422) || isFault(finishing.error, 412) ? null : finishing.error;
  return { finish: finishing.mutate, pending: finishing.isPending, error, missing };
}

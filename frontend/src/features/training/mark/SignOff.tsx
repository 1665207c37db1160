import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { signOff } from "@/api/assignments";
import type { LearningAssignment, ModulePart } from "@/api/types";
import { FaultLine } from "@/parts/States";

interface Props {
  assignment: LearningAssignment;
  part: ModulePart;
  onSigned: () => void;
}

/** Says that a task is done, that somebody was there, or that a quiz whose attempts are used up is settled. */
export function SignOff({ assignment, part, onSigned }: Props) {
  const { t } = useTranslation();
  const [comment, setComment] = useState("");
  const signing = useMutation({
    mutationFn: (outcome: "done" | "not_yet") => signOff(assignment, part.id, { outcome, comment: comment.trim() }),
    onSettled: onSigned,
  });
  const kind = part.kind === "workshop" || part.kind === "quiz" ? part.kind : "task";
  return (
    <Stack gap="sm">
      <Textarea label={t("marking.comment")} autosize minRows={2} maxLength={4000} value={comment} onChange={(e) => setComment(e.currentTarget.value)} />
      <FaultLine error={signing.error} />
      <Group gap="xs">
        <Button disabled={signing.isPending} onClick={() => signing.mutate("done")}>
          {t(`marking.done_${kind}`)}
        </Button>
        {kind !== "quiz" && (
          <Button variant="default" disabled={signing.isPending} onClick={() => signing.mutate("not_yet")}>
            {t(`marking.not_yet_${kind}`)}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

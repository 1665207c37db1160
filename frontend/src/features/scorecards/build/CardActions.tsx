import { Button, Group, Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { discardScorecard, publishScorecard } from "@/api/scorecards";
import { isFault } from "@/api/fault";
import type { ScorecardDraft } from "@/api/types";
import type { Autosave } from "@/parts/autosave";
import { FaultLine } from "@/parts/States";

interface Props<Change> {
  draft: ScorecardDraft;
  autosave: Autosave<Change, ScorecardDraft>;
  /** After publishing or throwing away there is no draft any more. */
  onOver: () => void;
}

/** A draft is published or thrown away, each after one was told what it means. */
export function CardActions<Change>({ draft, autosave, onOver }: Props<Change>) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [asking, setAsking] = useState<"publish" | "discard" | null>(null);
  const over = () => {
    void cache.invalidateQueries({ queryKey: ["scorecards"] });
    onOver();
  };
  const stale = (error: unknown) => isFault(error, 412) && void autosave.compare();
  const publishing = useMutation({
    mutationFn: async () => ((await autosave.flush()) ? publishScorecard(draft.scorecard, autosave.revision) : null),
    onSuccess: (card) => {
      if (!card) return setAsking(null);
      notifications.show({ message: t("builder.published", { name: card.name, version: card.version }) });
      over();
    },
    onError: stale,
  });
  const discarding = useMutation({
    mutationFn: async () => {
      await autosave.flush();
      await discardScorecard(draft.scorecard, autosave.revision);
    },
    onSuccess: over,
    onError: stale,
  });
  const away = asking === "discard";
  const doing = away ? discarding : publishing;
  const next = draft.based_on + 1;
  return (
    <>
      <Button variant="default" onClick={() => setAsking("discard")}>
        {t("builder.discard")}
      </Button>
      <Button disabled={draft.faults.length > 0 || !draft.changed || draft.retired} onClick={() => setAsking("publish")}>
        {t("builder.publish", { version: next })}
      </Button>
      {asking && (
        <Modal opened onClose={() => setAsking(null)} title={t(`builder.${asking}_title`)} closeButtonProps={{ "aria-label": t("close") }}>
          <p>{t(away ? "builder.discard_text" : draft.based_on > 0 ? "builder.publish_text" : "builder.publish_first_text", { version: next, before: draft.based_on })}</p>
          <FaultLine error={doing.error} />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => setAsking(null)}>
              {t("cancel")}
            </Button>
            <Button loading={doing.isPending} onClick={() => doing.mutate()} data-autofocus>
              {t(away ? "builder.discard" : "builder.publish", { version: next })}
            </Button>
          </Group>
        </Modal>
      )}
    </>
  );
}

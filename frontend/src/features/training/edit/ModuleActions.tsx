import { Button, Group, Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { moduleQuery, publishModule, retireModule } from "@/api/modules";
import type { TrainingModule } from "@/api/types";
import type { Autosave } from "@/parts/autosave";
import { FaultLine } from "@/parts/States";

interface Props<Change> {
  module: TrainingModule;
  autosave: Autosave<Change, TrainingModule>;
  onRefused: (error: unknown) => void;
  onAssign: () => void;
}

/** What is done with a module as a whole: seen as an agent sees it, published, assigned, retired. */
export function ModuleActions<Change>({ module, autosave, onRefused, onAssign }: Props<Change>) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [retiring, setRetiring] = useState(false);
  const keep = (next: TrainingModule) => {
    autosave.adopt(next);
    cache.setQueryData(moduleQuery(next.id).queryKey, next);
    void cache.invalidateQueries({ queryKey: ["training", "modules"] });
  };
  const publishing = useMutation({
    mutationFn: async () => ((await autosave.flush()) ? publishModule(module.id, autosave.revision) : null),
    onMutate: () => onRefused(null),
    onSuccess: (next) => {
      if (!next) return;
      keep(next);
      notifications.show({ message: t("editor.published", { title: next.title, version: next.version }) });
    },
    onError: onRefused,
  });
  const ending = useMutation({
    mutationFn: () => retireModule(module.id, autosave.revision),
    onSuccess: (next) => {
      keep(next);
      setRetiring(false);
    },
  });
  return (
    <>
      <Button variant="default" component={Link} to={`/modules/${module.id}/preview`}>
        {t("editor.see_preview")}
      </Button>
      {module.version > 0 && (
        <Button variant="default" component={Link} to={`/modules/${module.id}/figures`}>
          {t("figures.title")}
        </Button>
      )}
      {module.may.retire && (
        <Button variant="default" onClick={() => setRetiring(true)}>
          {t("editor.retire")}
        </Button>
      )}
      {module.may.assign && (
        <Button variant="default" onClick={onAssign}>
          {t("assigning.assign")}
        </Button>
      )}
      {module.may.publish && (
        <Button loading={publishing.isPending} onClick={() => publishing.mutate()}>
          {t(module.version === 0 ? "editor.publish" : "editor.publish_next", { version: module.version + 1 })}
        </Button>
      )}
      {retiring && (
        <Modal opened onClose={() => setRetiring(false)} title={t("editor.retire_title")} closeButtonProps={{ "aria-label": t("close") }}>
          <p>{t("editor.retire_text")}</p>
          <FaultLine error={ending.error} />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => setRetiring(false)}>
              {t("cancel")}
            </Button>
            <Button loading={ending.isPending} onClick={() => ending.mutate()}>
              {t("editor.retire")}
            </Button>
          </Group>
        </Modal>
      )}
    </>
  );
}

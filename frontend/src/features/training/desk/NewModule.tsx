import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { beginModule, libraryQuery, takeModule } from "@/api/modules";
import type { ReadyModule } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { Card } from "@/parts/Page";
import { FaultLine, Loaded } from "@/parts/States";
import classes from "../training.module.css";

interface Props {
  onClose: () => void;
  onBegun: (id: string) => void;
}

/** Begins a module: with a title alone, or with one that Rater brings along. */
export function NewModule({ onClose, onBegun }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [title, setTitle] = useState("");
  const ready = useInfiniteQuery(libraryQuery);
  const after = {
    onSuccess: ({ id }: { id: string }) => onBegun(id),
    onSettled: () => void cache.invalidateQueries({ queryKey: ["training", "modules"] }),
  };
  const beginning = useMutation({ mutationFn: () => beginModule(title.trim()), ...after });
  const taking = useMutation({ mutationFn: takeModule, ...after });
  const { errors, rest } = fieldFaults(beginning.error, ["title"]);
  const busy = beginning.isPending || taking.isPending;
  return (
    <Modal opened onClose={onClose} size="lg" title={t("modules.begin")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap="lg">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (title.trim()) beginning.mutate();
          }}
        >
          <Stack gap="sm">
            <TextInput label={t("editor.title")} required maxLength={200} data-autofocus value={title} error={errors.title} onChange={(e) => setTitle(e.currentTarget.value)} />
            <FaultLine error={rest} />
            <Group justify="flex-end">
              <Button type="submit" disabled={!title.trim() || busy} loading={beginning.isPending}>
                {t("modules.begin_empty")}
              </Button>
            </Group>
          </Stack>
        </form>
        <div>
          <h3>{t("modules.ready")}</h3>
          <p className={classes.quiet}>{t("modules.ready_means")}</p>
        </div>
        <Loaded query={ready} rows={2}>
          {(rows) => (
            <div className={classes.ready}>
              {rows.map((one) => (
                <Ready key={one.key} of={one} busy={busy} onTake={() => taking.mutate(one.key)} />
              ))}
            </div>
          )}
        </Loaded>
        <FaultLine error={taking.error} />
      </Stack>
    </Modal>
  );
}

function Ready({ of, busy, onTake }: { of: ReadyModule; busy: boolean; onTake: () => void }) {
  const { t } = useTranslation();
  return (
    <Card>
      <div className={classes.card}>
        <h3>{of.title}</h3>
        <p className={classes.quiet}>
          {t("training.minutes", { count: of.minutes })} · {t("modules.parts", { count: of.parts })}
        </p>
        {of.summary && <p>{of.summary}</p>}
        <Button variant="default" disabled={busy} onClick={onTake}>
          {t("modules.begin_with_this")}
          <span className="visually-hidden">{of.title}</span>
        </Button>
      </div>
    </Card>
  );
}

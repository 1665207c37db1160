import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import type { SaveState } from "./autosave";
import { useFaultWords } from "./States";
import classes from "./states.module.css";

/** How far the saving is that goes on by itself. */
export function SaveLine({ saving, retry }: { saving: SaveState<unknown, unknown>; retry: () => unknown }) {
  const { t } = useTranslation();
  const words = useFaultWords(saving.kind === "failed" ? saving.error : null);
  const unreachable = saving.kind === "failed" && isFault(saving.error) && saving.error.offline;
  return (
    <p className={classes.save} data-state={saving.kind} role="status">
      {unreachable ? t("save.unreachable") : t(`save.${saving.kind}`)}
      {saving.kind === "failed" && !unreachable && (
        <>
          {" "}
          {words}{" "}
          <Button size="compact-xs" variant="default" onClick={() => retry()}>
            {t("fault.retry")}
          </Button>
        </>
      )}
    </p>
  );
}

import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import { useFaultWords } from "@/parts/States";
import type { Autosave, SaveState } from "./autosave";
import classes from "./scoring.module.css";

export function SaveLine({ saving, autosave }: { saving: SaveState; autosave: Autosave }) {
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
          <Button size="compact-xs" variant="default" onClick={() => void autosave.flush()}>
            {t("fault.retry")}
          </Button>
        </>
      )}
    </p>
  );
}

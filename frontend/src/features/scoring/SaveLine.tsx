import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "@/parts/States";
import type { Autosave, SaveState } from "./autosave";
import classes from "./scoring.module.css";

export function SaveLine({ saving, autosave }: { saving: SaveState; autosave: Autosave }) {
  const { t } = useTranslation();
  const words = useFaultWords(saving.kind === "failed" ? saving.error : null);
  return (
    <p className={classes.save} data-state={saving.kind} role="status">
      {t(`save.${saving.kind}`)}
      {saving.kind === "failed" && (
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

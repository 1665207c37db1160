import { Button, Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { fillable, filledIn, type Move, type Sheet } from "./sheet";
import classes from "./scoring.module.css";

interface Props {
  sheet: Sheet;
  exceptions: boolean;
  onExceptions: (only: boolean) => void;
  move: (move: Move) => void;
}

/** Fills in what is usual, so that only what was otherwise is left to answer. */
export function UsualTools({ sheet, exceptions, onExceptions, move }: Props) {
  const { t } = useTranslation();
  if (!sheet.questions.some(({ usual }) => usual)) return null;
  const left = fillable(sheet).length;
  const filled = filledIn(sheet).length;
  return (
    <div className={classes.usual}>
      {left > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => move({ type: "fill" })}>
          {t("usual.fill")}
        </Button>
      )}
      {filled > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => move({ type: "empty" })}>
          {t("usual.undo", { count: filled })}
        </Button>
      )}
      <Checkbox size="sm" label={t("usual.exceptions")} checked={exceptions} onChange={(e) => onExceptions(e.currentTarget.checked)} />
    </div>
  );
}

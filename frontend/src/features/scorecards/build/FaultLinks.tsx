import { useTranslation } from "react-i18next";
import type { FieldFault } from "@/api/fault";
import type { ScorecardDefinition } from "@/api/types";
import { opens, rest, whole } from "./places";
import classes from "./build.module.css";

interface Props {
  faults: FieldFault[];
  definition: ScorecardDefinition;
  onGo: (fault: FieldFault) => void;
}

const most = 8;

/** What keeps the draft from being published, each with the way to its place. */
export function FaultLinks({ faults, definition, onGo }: Props) {
  const { t } = useTranslation();
  if (faults.length === 0) return <p role="status">{t("builder.ready")}</p>;
  const where = (fault: FieldFault) => {
    const at = opens(definition, fault.location);
    const dimension = definition.dimensions.find(({ key, questions }) => key === at || questions.some(({ id }) => id === at));
    const n = dimension?.questions.findIndex(({ id }) => id === at) ?? -1;
    const name = at === whole || !dimension ? "" : n < 0 ? dimension.name : t("builder.question_of", { number: n + 1, name: dimension.name });
    const field = /([a-z_]+)(?:\[(\d+)\])?(?:\.([a-z_]+))?$/.exec(rest(fault));
    const said = field ? t(`place_of.${field[3] ?? field[1]}`, { defaultValue: field[3] ?? field[1] }) : "";
    return [name, field?.[2] && field[1] === "options" ? t("builder.level", { number: Number(field[2]) + 1 }) : "", said].filter(Boolean).join(", ");
  };
  return (
    <section className={classes.faults} aria-label={t("builder.not_yet")}>
      <strong>{t("builder.faults", { count: faults.length })}</strong>
      <ul>
        {faults.slice(0, most).map((fault) => (
          <li key={`${fault.location} ${fault.message}`}>
            <button type="button" onClick={() => onGo(fault)}>
              {where(fault)}
            </button>{" "}
            {fault.message}
          </li>
        ))}
      </ul>
      {faults.length > most && <p>{t("builder.more_faults", { count: faults.length - most })}</p>}
    </section>
  );
}

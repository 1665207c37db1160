import { Button, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { excerptOf } from "@/api/modules";
import { holds, sessionQuery } from "@/api/session";
import type { ExcerptLine } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import classes from "./edit.module.css";

/** Takes the lines of an interaction, for those whose other role lets them read it. */
export function TakeLines({ onTaken }: { onTaken: (lines: ExcerptLine[]) => void }) {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery);
  const [address, setAddress] = useState("");
  const [from, setFrom] = useState(1);
  const [to, setTo] = useState(10);
  const taking = useMutation({ mutationFn: () => excerptOf({ interaction: address.trim().split("/").at(-1) ?? "", from, to }), onSuccess: onTaken });
  const { errors, rest } = fieldFaults(taking.error, ["interaction", "from", "to"]);
  if (!holds(session.data, "supervisor", "evaluator", "analyst", "admin")) return null;
  return (
    <details>
      <summary>{t("editor.take")}</summary>
      <div className={classes.question}>
        <p className={classes.quiet}>{t("editor.take_means")}</p>
        <TextInput label={t("editor.interaction")} maxLength={300} value={address} error={errors.interaction} onChange={(e) => setAddress(e.currentTarget.value)} />
        <div className={classes.numbers}>
          <NumberInput label={t("editor.from")} min={1} value={from} error={errors.from} onChange={(value) => setFrom(Number(value))} />
          <NumberInput label={t("editor.to")} min={1} value={to} error={errors.to} onChange={(value) => setTo(Number(value))} />
        </div>
        <FaultLine error={rest} />
        <div>
          <Button variant="default" disabled={!address.trim()} loading={taking.isPending} onClick={() => taking.mutate()}>
            {t("editor.take_do")}
          </Button>
        </div>
      </div>
    </details>
  );
}

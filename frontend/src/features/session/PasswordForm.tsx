import { Button, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changePassword } from "@/api/session";
import { FaultLine } from "@/parts/States";
import classes from "./session.module.css";

export function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const changing = useMutation({ mutationFn: changePassword, onSuccess: onDone });
  const eye = { "aria-label": t("person.show_password") };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        changing.mutate({ current, new: next });
      }}
    >
      <PasswordInput
        label={t("account.current")}
        autoComplete="current-password"
        required
        visibilityToggleButtonProps={eye}
        value={current}
        onChange={(e) => setCurrent(e.currentTarget.value)}
      />
      <PasswordInput
        label={t("account.new")}
        description={t("person.password_rule")}
        autoComplete="new-password"
        required
        minLength={8}
        visibilityToggleButtonProps={eye}
        value={next}
        onChange={(e) => setNext(e.currentTarget.value)}
      />
      <p className={classes.note}>{t("account.ends_all")}</p>
      <FaultLine error={changing.error} />
      <Button type="submit" loading={changing.isPending}>
        {t("account.change")}
      </Button>
    </form>
  );
}

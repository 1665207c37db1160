import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { setUp } from "@/api/session";
import { FaultLine } from "@/parts/States";
import classes from "./session.module.css";

export function SetupForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [who, setWho] = useState({ name: "", email: "", password: "" });
  const setting = useMutation({ mutationFn: setUp, onSuccess: onDone });
  const field = (name: keyof typeof who) => ({
    value: who[name],
    required: true,
    onChange: (e: React.ChangeEvent<HTMLInputElement>) => {
      const { value } = e.currentTarget;
      setWho((known) => ({ ...known, [name]: value }));
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        setting.mutate(who);
      }}
    >
      <TextInput label={t("person.name")} autoComplete="name" autoFocus {...field("name")} />
      <TextInput label={t("person.email")} type="email" autoComplete="username" {...field("email")} />
      <PasswordInput
        label={t("person.password")}
        description={t("person.password_rule")}
        autoComplete="new-password"
        minLength={8}
        visibilityToggleButtonProps={{ "aria-label": t("person.show_password") }}
        {...field("password")}
      />
      <FaultLine error={setting.error} />
      <Button type="submit" size="md" loading={setting.isPending}>
        {t("setup.do")}
      </Button>
    </form>
  );
}

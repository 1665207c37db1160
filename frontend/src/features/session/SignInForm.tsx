import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import { signIn } from "@/api/session";
import type { About } from "@/api/types";
import { useFaultWords } from "@/parts/States";
import classes from "./session.module.css";

interface Props {
  about?: About;
  onDone: () => void;
}

export function SignInForm({ about, onDone }: Props) {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const entering = useMutation({ mutationFn: signIn, onSuccess: onDone });
  const other = useFaultWords(entering.error);
  const fault = entering.error && (isFault(entering.error, 401) ? t("sign_in.wrong") : isFault(entering.error, 429) ? t("sign_in.slow") : other);
  const accounts = about?.demo_accounts ?? [];
  return (
    <>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          entering.mutate({ email, password });
        }}
      >
        <TextInput
          label={t("person.email")}
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={(e) => setEmail(e.currentTarget.value)}
        />
        <PasswordInput
          label={t("person.password")}
          autoComplete="current-password"
          required
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": t("person.show_password") }}
        />
        {fault && (
          <p role="alert" className={classes.fault}>
            {fault}
          </p>
        )}
        <Button type="submit" size="md" loading={entering.isPending}>
          {t("sign_in.do")}
        </Button>
      </form>
      {accounts.length > 0 && (
        <section className={classes.demo} aria-label={t("sign_in.demo")}>
          <h2>{t("sign_in.demo")}</h2>
          <p>{t("sign_in.demo_text")}</p>
          <ul>
            {accounts.map((account) => (
              <li key={account.email}>
                <button
                  type="button"
                  disabled={entering.isPending}
                  onClick={() => entering.mutate({ email: account.email, password: account.password })}
                >
                  <strong>{t(`role.${account.role}`)}</strong>
                  <span>{account.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CoachingSession } from "@/api/types";
import classes from "./coaching.module.css";

export type Method = CoachingSession["method"];

export const methods: Method[] = ["one_to_one", "formal_review", "peer"];

/** How one coaches; each says what it is good for. */
export function MethodChoice({ of = methods, value, onChange }: { of?: Method[]; value: Method; onChange: (method: Method) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Radio.Group label={t("methods.method")} value={value} onChange={(next) => onChange(next as Method)}>
        <Stack gap="xs" mt="xs">
          {of.map((method) => (
            <Radio key={method} value={method} label={t(`methods.${method}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <MethodMeans of={value} />
    </>
  );
}

/** What a method is good for, what it costs and when not to use it. */
export function MethodMeans({ of }: { of: Method }) {
  const { t } = useTranslation();
  return <p className={classes.quiet}>{t(`methods.${of}_means`)}</p>;
}

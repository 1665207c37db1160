import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  known: string;
  error?: string;
  "data-place": string;
  /** Why it can't be another, where it can't. */
  fixed?: string;
  onKey: (key: string) => void;
}

/** A key is taken as a whole: while it is typed it may be another one's. */
export function KeyField({ known, fixed, onKey, ...field }: Props) {
  const { t } = useTranslation();
  const [key, setKey] = useState(known);
  const keep = () => key !== known && onKey(key);
  return <TextInput label={t("builder.key")} description={fixed} disabled={!!fixed} maxLength={60} {...field} value={key} onChange={(e) => setKey(e.currentTarget.value)} onBlur={keep} onKeyDown={(e) => e.key === "Enter" && keep()} />;
}

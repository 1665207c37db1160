import { Autocomplete } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive, useMessages } from "@/live/hooks";
import type { ServerMessage } from "@/live/protocol";
import { useReadyWhispers } from "./ready";
import classes from "./watch.module.css";

interface Props {
  id: string;
  name: string;
  scorecard?: string;
  asked: boolean;
  onDone: () => void;
}

/** Where one whispers: own words, or the ready ones of the scorecard's questions. */
export function WhisperLine({ id, name, scorecard, asked, onDone }: Props) {
  const { t } = useTranslation();
  const live = useLive();
  const [text, setText] = useState("");
  const [refused, setRefused] = useState("");
  const ready = useReadyWhispers(scorecard);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked) field.current?.focus();
  }, [asked]);
  const listen = useCallback((message: ServerMessage) => message.type === "error" && message.interaction === id && setRefused(message.detail), [id]);
  useMessages(listen);
  return (
    <form
      className={classes.whisper}
      onSubmit={(event) => {
        event.preventDefault();
        if (!text.trim()) return;
        setRefused("");
        live.send({ type: "whisper", interaction: id, text: text.trim() });
        setText("");
        onDone();
      }}
    >
      <Autocomplete
        ref={field}
        size="xs"
        aria-label={t("whisper.to", { name })}
        placeholder={t("whisper.to", { name })}
        maxLength={500}
        maxDropdownHeight={280}
        data={ready}
        comboboxProps={{ position: "top-start" }}
        value={text}
        onBlur={onDone}
        onKeyDown={(e) => e.key === "Escape" && field.current?.blur()}
        onChange={setText}
      />
      {refused && <span role="alert">{refused}</span>}
    </form>
  );
}

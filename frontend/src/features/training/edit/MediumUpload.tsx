import { Button, FileButton, Group, Progress } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import { sendFile } from "@/api/media";
import type { Medium } from "@/api/types";
import { FaultLine } from "@/parts/States";
import { bound, typesOf } from "./bounds";
import classes from "./edit.module.css";

type State = { kind: "idle" } | { kind: "sending"; name: string; share: number } | { kind: "failed"; error: unknown } | { kind: "refused"; words: string };

/** Sends a picture, a sound or a film piece by piece; what is too large is refused before it is sent. */
export function MediumUpload({ onSent }: { onSent: (medium: Medium) => void }) {
  const { t } = useTranslation();
  const [state, setState] = useState<State>({ kind: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const send = async (file: File | null) => {
    if (!file) return;
    const most = bound(file.type);
    if (most === undefined) return setState({ kind: "refused", words: t("upload.type", { name: file.name }) });
    if (file.size > most) return setState({ kind: "refused", words: t("upload.large", { name: file.name, size: Math.ceil(file.size / 2 ** 20), most: most / 2 ** 20 }) });
    const control = new AbortController();
    running.current = control;
    setState({ kind: "sending", name: file.name, share: 0 });
    try {
      const medium = await sendFile(file, control.signal, (share) => setState({ kind: "sending", name: file.name, share }));
      setState({ kind: "idle" });
      onSent(medium);
    } catch (error) {
      setState(control.signal.aborted ? { kind: "idle" } : { kind: "failed", error });
    }
  };
  if (state.kind === "sending")
    return (
      <div className={classes.upload} role="status">
        <span>{t("upload.sending", { name: state.name, percent: Math.round(state.share * 100) })}</span>
        <Progress value={state.share * 100} aria-label={t("upload.progress")} />
        <div>
          <Button variant="default" size="compact-sm" onClick={() => running.current?.abort()}>
            {t("cancel")}
          </Button>
        </div>
      </div>
    );
  return (
    <div className={classes.upload}>
      <Group gap="sm">
        <FileButton onChange={(file) => void send(file)} accept={typesOf.join(",")}>
          {(props) => (
            <Button variant="default" {...props}>
              {t("upload.choose")}
            </Button>
          )}
        </FileButton>
        <span className={classes.quiet}>{t("upload.means")}</span>
      </Group>
      {state.kind === "refused" && (
        <p role="alert" className={classes.fault}>
          {state.words}
        </p>
      )}
      {state.kind === "failed" && <FaultLine error={state.error} />}
      {state.kind === "failed" && isFault(state.error) && state.error.fields.map(({ location, message }) => <p key={location} className={classes.fault}>{message}</p>)}
    </div>
  );
}

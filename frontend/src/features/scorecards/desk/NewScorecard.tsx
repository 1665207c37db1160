import { Button, FileInput, Group, Modal, Radio, Select, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { scorecardsQuery } from "@/api/evaluations";
import { isFault } from "@/api/fault";
import { beginScorecard, importScorecard, templatesQuery } from "@/api/scorecards";
import { FaultList } from "@/parts/FaultList";
import { FaultLine } from "@/parts/States";

interface Props {
  /** The scorecard to begin with, where one was chosen. */
  of?: string;
  onClose: () => void;
  onBegun: (id: string) => void;
}

const ways = ["blank", "template", "scorecard", "file"] as const;
type Way = (typeof ways)[number];

class NotJSON extends Error {}

/** Begins a scorecard: blank, with a template, with another one, or with a file. */
export function NewScorecard({ of, onClose, onBegun }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [way, setWay] = useState<Way>(of ? "scorecard" : "blank");
  const [name, setName] = useState("");
  const [from, setFrom] = useState<string | null>(of ?? null);
  const [file, setFile] = useState<File | null>(null);
  const templates = useQuery(templatesQuery);
  const cards = useQuery(scorecardsQuery);
  const template = (templates.data ?? []).find(({ key }) => key === from);
  const beginning = useMutation({
    mutationFn: async () => {
      if (way !== "file") return beginScorecard({ name: name.trim(), ...(way === "blank" ? {} : { [way]: from }) });
      const read = await file!.text().then((text) => JSON.parse(text) as unknown).catch(() => Promise.reject(new NotJSON()));
      return importScorecard(name.trim() && typeof read === "object" && read !== null ? { ...read, name: name.trim() } : read);
    },
    onSuccess: ({ scorecard }) => {
      void cache.invalidateQueries({ queryKey: ["scorecards"] });
      onBegun(scorecard);
    },
  });
  const ready = way === "file" ? file !== null : name.trim() !== "" && (way === "blank" || from !== null);
  const choices = way === "template" ? (templates.data ?? []).map(({ key, name: label }) => ({ value: key, label })) : (cards.data ?? []).map(({ id, name: label }) => ({ value: id, label }));
  const { error } = beginning;
  return (
    <Modal opened onClose={onClose} size="lg" title={t("cards.new")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) beginning.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput label={t("builder.name")} description={way === "file" ? t("cards.name_of_file") : undefined} maxLength={100} required={way !== "file"} data-autofocus value={name} onChange={(e) => setName(e.currentTarget.value)} />
          <Radio.Group
            label={t("cards.begin_with")}
            value={way}
            onChange={(value) => {
              setWay(value as Way);
              setFrom(null);
            }}
          >
            <Group gap="md" mt="xs">
              {ways.map((value) => (
                <Radio key={value} value={value} label={t(`begin_with.${value}`)} />
              ))}
            </Group>
          </Radio.Group>
          {(way === "template" || way === "scorecard") && <Select label={t(`begin_with.${way}`)} data={choices} value={from} onChange={setFrom} />}
          {way === "template" && template && (
            <p>
              {template.about} {t("scorecards.questions", { count: template.questions })}
            </p>
          )}
          {way === "file" && <FileInput label={t("begin_with.file")} accept="application/json,.json" clearable clearButtonProps={{ "aria-label": t("cards.no_file") }} placeholder={t("cards.choose_file")} value={file} onChange={setFile} />}
          {error instanceof NotJSON ? <FaultList words={[t("cards.not_json")]} /> : <FaultLine error={error} />}
          {isFault(error) && <FaultList words={error.fields.map(({ location, message }) => `${location.replace(/^body\.?/, "")} ${message}`)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!ready} loading={beginning.isPending}>
              {t("cards.begin")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

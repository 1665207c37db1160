import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FaultList } from "@/parts/FaultList";
import { languageName } from "@/parts/card-language";
import { useBuilder } from "./builder";
import classes from "./build.module.css";

/** In which language the texts are written that are shown, and which others there are. */
export function Languages({ onChoose }: { onChoose: (language: string) => void }) {
  const { t } = useTranslation();
  const { definition, language, first, faults, edit } = useBuilder();
  const [tag, setTag] = useState("");
  const all = definition.languages?.length ? definition.languages : [first];
  const add = () => {
    const next = tag.trim();
    if (!next || all.includes(next)) return;
    edit("languages", (known) => ({ ...known, languages: [...all, next] }));
    setTag("");
    onChoose(next);
  };
  const remove = () => {
    edit("languages", (known) => ({ ...known, languages: all.filter((one) => one !== language) }));
    onChoose(first);
  };
  return (
    <div className={classes.form}>
      <form
        className={classes.tools}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Select label={t("builder.language")} allowDeselect={false} data={[...new Set(all)].map((value) => ({ value, label: `${languageName(value)} (${value})` }))} value={language} onChange={(value) => value && onChoose(value)} />
        <TextInput label={t("builder.other_language")} placeholder="de" w={140} maxLength={35} value={tag} onChange={(e) => setTag(e.currentTarget.value)} data-place="definition.languages" />
        <Button type="submit" variant="default" disabled={!tag.trim()}>
          {t("builder.add_language")}
        </Button>
        {language !== first && (
          <Button variant="default" onClick={remove}>
            {t("builder.remove_language", { name: languageName(language) })}
          </Button>
        )}
      </form>
      {language !== first && <p className={classes.quiet}>{t("builder.falls_back", { name: languageName(first) })}</p>}
      <FaultList words={all.map((one, i) => faults.at(`definition.languages[${i}]`) && `${one} ${faults.at(`definition.languages[${i}]`)}`)} />
    </div>
  );
}

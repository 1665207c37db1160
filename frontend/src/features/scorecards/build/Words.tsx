import { Textarea, TextInput } from "@mantine/core";
import { useBuilder, useField } from "./builder";

interface Props {
  label: string;
  description?: string;
  /** As definition.texts names it. */
  path: string;
  place: string;
  value: string;
  most: number;
  area?: boolean;
  needed?: boolean;
  focus?: boolean;
  onChange: (text: string) => void;
}

/** A text of the scorecard, in the language that is chosen; what another language leaves out is read in the first. */
export function Words({ label, description, path, place, value, most, area, needed, focus, onChange }: Props) {
  const { definition, language, first, edit } = useBuilder();
  const field = useField("");
  const other = language !== first;
  const write = (text: string) =>
    other
      ? edit(`${language}.${path}`, (known) => ({ ...known, texts: { ...known.texts, [language]: { ...known.texts?.[language], [path]: text } } }))
      : onChange(text);
  const props = {
    label,
    description,
    maxLength: most,
    required: needed && !other,
    lang: language,
    "data-autofocus": focus || undefined,
    ...field(other ? `definition.texts.${language}.${path}` : place),
    ...(other ? { value: definition.texts?.[language]?.[path] ?? "", placeholder: value } : { value }),
  };
  return area ? <Textarea autosize minRows={2} {...props} onChange={(e) => write(e.currentTarget.value)} /> : <TextInput {...props} onChange={(e) => write(e.currentTarget.value)} />;
}

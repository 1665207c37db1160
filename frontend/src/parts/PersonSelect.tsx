import { Select, type SelectProps } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { userQuery, usersQuery } from "@/api/people";

interface Props extends Omit<SelectProps, "data" | "value" | "onChange" | "searchable"> {
  value: string | null;
  onChange: (user: string | null) => void;
}

/** Chooses one of all people; what is typed is looked for on the server. */
export function PersonSelect({ value, onChange, ...rest }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const people = useInfiniteQuery(usersQuery(words));
  const found = people.data ?? [];
  const missing = value && !found.some(({ id }) => id === value) ? value : null;
  const chosen = useQuery({ ...userQuery(missing ?? ""), enabled: missing !== null });
  const list = missing && chosen.data ? [chosen.data, ...found] : found;
  const labelOf = (person: { name: string; email: string }) => t("person.named", { name: person.name, email: person.email });
  return (
    <Select
      {...rest}
      searchable
      nothingFoundMessage={t(people.isLoading ? "list.loading" : "filter.nobody")}
      value={value}
      onChange={onChange}
      onSearchChange={(text) => !list.some((person) => labelOf(person) === text) && setWords(text)}
      data={list.map((person) => ({ value: person.id, label: labelOf(person) }))}
    />
  );
}

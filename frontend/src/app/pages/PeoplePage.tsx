import { Button, Drawer, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { userQuery, usersQuery } from "@/api/people";
import { Memberships } from "@/features/people/Memberships";
import { PeopleTable } from "@/features/people/PeopleTable";
import { PersonForm } from "@/features/people/PersonForm";
import { useKeys } from "@/parts/keys";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { PeopleTabs } from "./PeopleTabs";
import classes from "./pages.module.css";

export function PeoplePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { user } = useSearch({ from: "/inside/people" });
  const [words, setWords] = useState("");
  const [settled] = useDebouncedValue(words, 300);
  const people = useInfiniteQuery(usersQuery(settled));
  const open = (id?: string) => void navigate({ to: "/people", search: id ? { user: id } : {}, resetScroll: false });
  useKeys([{ keys: ["n"], label: t("people.add"), run: () => open("new") }]);
  return (
    <Page
      above={<PeopleTabs />}
      title={t("people.title")}
      actions={
        <Button onClick={() => open("new")} rightSection={<kbd>N</kbd>}>
          {t("people.add")}
        </Button>
      }
    >
      <div className={classes.filters}>
        <TextInput type="search" label={t("people.find")} value={words} onChange={(e) => setWords(e.currentTarget.value)} />
      </div>
      <Loaded query={people} rows={8} empty={{ title: t("people.none"), text: t("people.none_text") }}>
        {(rows) => (
          <PeopleTable
            rows={rows}
            onOpen={(row) => open(row.id)}
            more={{ has: people.hasNextPage, loading: people.isFetchingNextPage, load: () => void people.fetchNextPage() }}
          />
        )}
      </Loaded>
      <Drawer opened={!!user} onClose={() => open()} position="right" size="md" title={t(user === "new" ? "people.add" : "people.edit")} closeButtonProps={{ "aria-label": t("close") }}>
        {user === "new" ? <PersonForm onDone={() => open()} /> : user && <Person id={user} onDone={() => open()} />}
      </Drawer>
    </Page>
  );
}

function Person({ id, onDone }: { id: string; onDone: () => void }) {
  const user = useQuery(userQuery(id));
  return (
    <Loaded query={user} rows={6}>
      {(data) => (
        <>
          <PersonForm key={data.id} user={data} onDone={onDone} />
          <Memberships user={data} />
        </>
      )}
    </Loaded>
  );
}

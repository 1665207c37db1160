import { Button, Checkbox, Group, MultiSelect, PasswordInput, Select, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { addUser, changeUser, teamsQuery } from "@/api/people";
import { roles, type User } from "@/api/types";
import { FaultLine } from "@/parts/States";
import { blankPerson, toChange, toNew, valuesOf } from "./person";

export function PersonForm({ user, onDone }: { user?: User; onDone: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const teams = useQuery(teamsQuery);
  const initial = user ? valuesOf(user) : blankPerson;
  const form = useForm({
    initialValues: initial,
    validate: { roles: (value) => (value.length === 0 ? t("person.role_needed") : null) },
  });
  const saving = useMutation({
    mutationFn: () => (user ? changeUser(user.id, toChange(initial, form.values)) : addUser(toNew(form.values))),
    onSuccess: (saved) => {
      notifications.show({ message: t(user ? "person.saved" : "person.added", { name: saved.name }) });
      void cache.invalidateQueries({ queryKey: ["users"] });
      void cache.invalidateQueries({ queryKey: ["teams"] });
      onDone();
    },
  });
  const options = (teams.data ?? []).map((team) => ({ value: team.id, label: team.name }));
  return (
    <form onSubmit={form.onSubmit(() => saving.mutate())}>
      <Stack gap="md">
        <TextInput label={t("person.name")} required autoComplete="off" data-autofocus {...form.getInputProps("name")} />
        <TextInput label={t("person.email")} type="email" required={!user} disabled={!!user} description={user && t("person.email_stays")} autoComplete="off" {...form.getInputProps("email")} />
        <Checkbox.Group label={t("person.roles")} {...form.getInputProps("roles")}>
          <Group gap="md" mt="xs">
            {roles.map((role) => (
              <Checkbox key={role} value={role} label={t(`role.${role}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Select label={t("person.member_of")} description={t("person.member_of_means")} data={options} clearable searchable clearButtonProps={{ "aria-label": t("filter.clear_this") }} {...form.getInputProps("member_of")} />
        <MultiSelect label={t("person.leads")} description={t("person.leads_means")} data={options} searchable {...form.getInputProps("leads")} />
        <TagsInput label={t("person.external_ids")} description={t("person.external_ids_means")} {...form.getInputProps("external_ids")} />
        <TagsInput label={t("person.languages")} description={t("person.languages_means")} {...form.getInputProps("languages")} />
        <PasswordInput
          label={t(user ? "person.new_password" : "person.password")}
          description={t(user ? "person.new_password_means" : "person.password_rule")}
          autoComplete="new-password"
          minLength={8}
          required={!user}
          visibilityToggleButtonProps={{ "aria-label": t("person.show_password") }}
          {...form.getInputProps("password")}
        />
        {user && <Switch label={t("person.disable")} description={t("person.disable_means")} {...form.getInputProps("disabled", { type: "checkbox" })} />}
        <FaultLine error={saving.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t(user ? "save_changes" : "people.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

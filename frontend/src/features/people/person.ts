import type { NewUser } from "@/api/people";
import type { Role, User } from "@/api/types";

export interface PersonValues {
  name: string;
  email: string;
  roles: Role[];
  password: string;
  external_ids: string[];
  member_of: string | null;
  leads: string[];
  languages: string[];
  disabled: boolean;
}

export const blankPerson: PersonValues = {
  name: "",
  email: "",
  roles: ["agent"],
  password: "",
  external_ids: [],
  member_of: null,
  leads: [],
  languages: [],
  disabled: false,
};

export const valuesOf = (user: User): PersonValues => ({
  name: user.name,
  email: user.email,
  roles: user.roles,
  password: "",
  external_ids: user.external_ids,
  member_of: user.member_of?.id ?? null,
  leads: user.leads.map((team) => team.id),
  languages: user.languages,
  disabled: user.disabled,
});

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export function toNew({ disabled: _disabled, password, ...values }: PersonValues): NewUser {
  const member_of = values.member_of ?? undefined;
  return password ? { ...values, member_of, password } : { ...values, member_of };
}

/** Only what was changed is sent; an empty password changes nothing. */
export function toChange(before: PersonValues, after: PersonValues): Partial<NewUser> & { disabled?: boolean } {
  const entries = Object.entries({ ...after, member_of: after.member_of ?? "" }).filter(([key, value]) => key !== "email" && !same(value, before[key as keyof PersonValues] ?? ""));
  return Object.fromEntries(entries);
}

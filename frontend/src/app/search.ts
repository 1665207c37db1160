export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;

export function filters<K extends string>(search: Record<string, unknown>, names: K[]): Partial<Record<K, string>> {
  const kept: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = text(search[name]);
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

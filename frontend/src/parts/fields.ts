import { isFault } from "@/api/fault";

/** Sorts what the server refused: what belongs to a field of the form goes there, anything else stays for the form. */
export function fieldFaults(error: unknown, names: string[]): { errors: Record<string, string>; rest: unknown } {
  if (!isFault(error)) return { errors: {}, rest: error };
  const errors: Record<string, string> = {};
  for (const { location, message } of error.fields) {
    const name = names.find((one) => location === one || location.endsWith(`.${one}`));
    if (name) errors[name] = message;
  }
  return { errors, rest: Object.keys(errors).length > 0 ? null : error };
}

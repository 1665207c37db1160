const pad = (n: number) => String(n).padStart(2, "0");

/** A day some days from today, as a field for days holds it, in the reader's zone. */
export function inDays(days: number, now = new Date()): string {
  const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

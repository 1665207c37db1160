const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

export function ago(at: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  for (const [unit, size] of units)
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  return seconds > 5 ? `in ${seconds} s` : "just now";
}

const exactly: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "medium" };
const here = new Intl.DateTimeFormat("en-GB", exactly); // making one takes longer than using it a hundred times
const toTheMinute = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const shortly = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export const exact = (at: string, zone?: string) =>
  (zone ? new Intl.DateTimeFormat("en-GB", { ...exactly, timeZone: zone }) : here).format(new Date(at));

/** A day and an hour, where the second says nothing. */
export const dayAndHour = (at: string) => toTheMinute.format(new Date(at));

const wholeDay = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/** A day of the calendar, which has no zone. */
export const dayOf = (day: string) => wholeDay.format(new Date(`${day}T00:00:00Z`));

const whichDay = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

/** The day of a moment, in the reader's zone. */
export const dayAt = (at: string) => whichDay.format(new Date(at));

const weekLong = 7 * 86_400_000;
const aMonday = Date.UTC(1970, 0, 5);

/** The Monday of a week that begins at this moment, in whichever zone. */
export const mondayOf = (begins: string) => new Date(aMonday + Math.round((Date.parse(begins) - aMonday) / weekLong) * weekLong).toISOString().slice(0, 10);

const wholeMonth = new Intl.DateTimeFormat("en-GB", { year: "numeric", month: "long", timeZone: "UTC" });

/** A month of the calendar, given as YYYY-MM. */
export const monthOf = (month: string) => wholeMonth.format(new Date(`${month}-01T00:00:00Z`));

/** How far the zone is ahead of UTC at a moment, in milliseconds. */
function ahead(zone: string, at: number): number {
  const fields = new Intl.DateTimeFormat("en", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
  const part = Object.fromEntries(fields.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) - Math.floor(at / 1000) * 1000;
}

/** A day of the zone's calendar as the moment it begins, or that of some days later; nothing where it is no day. */
export function dayStart(day: string | undefined, zone: string, plusDays = 0): string | undefined {
  const [year, month, date] = (day ?? "").split("-").map(Number);
  if (!year || !month || !date) return undefined;
  const midnight = Date.UTC(year, month - 1, date + plusDays);
  const guess = midnight - ahead(zone, midnight);
  return new Date(midnight - ahead(zone, guess)).toISOString();
}

const two = (value: number) => String(value).padStart(2, "0");

export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The time in the margin of a transcript: from its start, or the hour where it lasts for hours. */
export function inMargin(at: string, start: string): string {
  const ms = Date.parse(at) - Date.parse(start);
  if (ms >= 0 && ms < 4 * 3_600_000) return span(ms);
  return shortly.format(new Date(at));
}

/** A random UUID of version 4; the browser's own is there on secure addresses alone. */
export function newID(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export const replaced = <T>(list: readonly T[], at: number, one: T): T[] => list.map((known, i) => (i === at ? one : known));

export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);

/** The list with a thing put back where it stood, or at the end of what has become shorter. */
export const putBack = <T>(list: readonly T[], at: number, one: T): T[] => [...list.slice(0, at), one, ...list.slice(at)];

/** One of the known values, or nothing. */
export const oneOf = <T extends string>(known: readonly T[], value: string | undefined): T | undefined => known.find((k) => k === value);

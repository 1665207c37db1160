/** The most samples that a bound can name. */
export const mostSamples = 1000;

/** What a number field says of the samples at once: null for no bound, undefined where it is no bound at all. */
export function boundOf(value: number | string): number | null | undefined {
  if (value === "") return null;
  const bound = Number(value);
  return Number.isInteger(bound) && bound >= 1 && bound <= mostSamples ? bound : undefined;
}

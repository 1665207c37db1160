/** As many milliseconds of work are worth a saving of their own. */
const few = 3000;

/** Saves parts with the time worked so far, and knows whether more than a few seconds came since. */
export function timed<Part, Whole>(before: number, total: () => number, store: (revision: number, parts: Part[], active: number) => Promise<Whole>) {
  let saved = before;
  return {
    async save(revision: number, parts: Part[]): Promise<Whole> {
      const active = total();
      const whole = await store(revision, parts, active);
      saved = active;
      return whole;
    },
    left: () => total() - saved >= few,
  };
}

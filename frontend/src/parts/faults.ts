import { isFault, type FieldFault } from "@/api/fault";

/** What the server refused, by its place: `parts[2].quiz.pass`. */
export class Faults {
  private list: FieldFault[];

  constructor(list: FieldFault[] = []) {
    this.list = list;
  }

  /** Those of an answer, without the word body before their places. */
  static of(error: unknown): Faults {
    if (!isFault(error)) return new Faults();
    return new Faults(error.fields.map(({ location, message }) => ({ location: location.replace(/^body\.?/, ""), message })));
  }

  get count() {
    return this.list.length;
  }

  /** What is wrong exactly here. */
  at(place: string): string | undefined {
    return this.list.find(({ location }) => location === place)?.message;
  }

  /** All that is wrong below a place, as seen from there. */
  in(place: string): Faults {
    const below = (location: string) => location === place || (location.startsWith(place) && ".[".includes(location[place.length]!));
    return new Faults(this.list.filter(({ location }) => below(location)).map(({ location, message }) => ({ location: location.slice(place.length).replace(/^\./, ""), message })));
  }

  /** What no field of the form shows. */
  besides(places: string[]): string[] {
    const shown = (location: string) => places.some((place) => location === place || location.startsWith(`${place}[`) || location.startsWith(`${place}.`));
    return this.list.filter(({ location }) => !shown(location)).map(({ location, message }) => `${location} ${message}`.trim());
  }
}

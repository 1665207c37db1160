const key = "rater-watches";

/** The interactions that were watched when Live was left, as its address names them; they outlast a visit to other pages. */
export const keptWatches = (): string => sessionStorage.getItem(key) ?? "";

export function keepWatches(watch: string) {
  if (watch) sessionStorage.setItem(key, watch);
  else sessionStorage.removeItem(key);
}

const key = "rater-card-language";
const listeners = new Set<() => void>();

export const subscribeLanguage = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The language in which scorecards are read here, empty where nobody has chosen one. */
export const chosenLanguage = () => localStorage.getItem(key) ?? "";

/** Reads scorecards in a language from now on, on every page of this browser. */
export function readIn(language: string) {
  localStorage.setItem(key, language);
  listeners.forEach((listener) => listener());
}

/** The languages that scorecards are wished in: the one that was chosen here, then the browser's. */
export const wishedLanguages = (chosen: string): readonly string[] => [chosen, ...navigator.languages].filter(Boolean);

/** The same as a header says it. */
export const acceptLanguage = (wished: readonly string[]) => wished.slice(0, 9).map((tag, n) => (n === 0 ? tag : `${tag};q=0.${9 - n}`)).join(", ");

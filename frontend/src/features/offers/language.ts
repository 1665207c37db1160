const names = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

/** What a language is called, or its code where it has no name. */
export function languageOf(tag: string | undefined): string {
  try {
    return tag ? (names.of(tag) ?? tag) : "";
  } catch {
    return tag ?? "";
  }
}

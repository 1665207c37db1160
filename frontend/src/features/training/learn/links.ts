export interface MediumLink {
  id: string;
  kind: "picture" | "audio" | "video";
}

/** The medium that an address of a lesson names: `media:<id>`, with #audio or #video behind it for what is played. */
export function mediumOf(address: string): MediumLink | undefined {
  const [, id, kind] = /^media:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:#(audio|video))?$/i.exec(address.trim()) ?? [];
  return id ? { id: id.toLowerCase(), kind: (kind as MediumLink["kind"] | undefined) ?? "picture" } : undefined;
}

/** What a lesson says to show a medium that was sent. */
export function wordsFor(medium: { id: string; name: string; type: string }): string {
  const kind = medium.type.split("/")[0];
  const name = medium.name.replace(/\.[^.]*$/, "").replace(/[[\]\\]/g, " ").trim();
  return `![${name}](media:${medium.id}${kind === "audio" || kind === "video" ? `#${kind}` : ""})`;
}

/** An address that a link of a lesson may lead to, or nothing. */
export function linkTo(address: string): string {
  try {
    const { protocol, href } = new URL(address);
    return ["http:", "https:", "mailto:"].includes(protocol) ? href : "";
  } catch {
    return "";
  }
}

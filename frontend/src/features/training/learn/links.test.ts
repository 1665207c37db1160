import { expect, it } from "vitest";
import { linkTo, mediumOf, wordsFor } from "./links";

const id = "0198c1aa-7c1f-7abc-8def-001122334455";

it("shows nothing but media of our own", () => {
  expect(mediumOf(`media:${id}`)).toEqual({ id, kind: "picture" });
  expect(mediumOf(`media:${id}#video`)).toEqual({ id, kind: "video" });
  for (const other of ["https://evil.example/x.png", "data:image/png;base64,AA", "media:../../session", `media:${id}/../x`, `xmedia:${id}`, `media:${id}#exe`, "javascript:alert(1)"])
    expect(mediumOf(other)).toBeUndefined();
});

it("follows links of the web and of mail alone", () => {
  expect(linkTo("https://example.com/a?b")).toBe("https://example.com/a?b");
  expect(linkTo("mailto:a@example.com")).toBe("mailto:a@example.com");
  for (const other of ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example", "/account"]) expect(linkTo(other)).toBe("");
});

it("writes a medium so that it is found again", () => {
  for (const [type, kind] of [["image/png", "picture"], ["audio/mpeg", "audio"], ["video/mp4", "video"]] as const) {
    const [, address] = /\((.*)\)$/.exec(wordsFor({ id, name: "A [call].x", type }))!;
    expect(mediumOf(address!)).toEqual({ id, kind });
  }
  expect(wordsFor({ id, name: "A [call].png", type: "image/png" })).toBe(`![A  call](media:${id})`);
});

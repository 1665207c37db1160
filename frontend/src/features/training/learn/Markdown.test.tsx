import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { Markdown } from "./Markdown";

const html = (text: string) => render(<Markdown text={text} />).container.innerHTML;

it("runs and shows nothing that a lesson smuggles in", () => {
  const shown = html('<script>alert(1)</script><img src=x onerror=alert(1)>\n\n[here](javascript:alert(1)) ![x](https://evil.example/p.png) <iframe src="//e"></iframe>');
  expect(shown).not.toMatch(/script|onerror|iframe|evil|<img/i);
  expect(shown).toContain("here");
});

it("shows media by what they are", () => {
  const id = "0198c1aa-7c1f-7abc-8def-001122334455";
  const shown = html(`![a](media:${id}) ![b](media:${id}#video) ![c](media:${id}#audio)`);
  expect(shown.match(/<(img|video|audio)/g)).toEqual(["<img", "<video", "<audio"]);
});

it("lets headings begin below those of the page", () => {
  expect(html("# One\n\n## Two\n\n##### Five").match(/<h\d/g)).toEqual(["<h3", "<h3", "<h4"]);
});

import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import "@/words/words";
import type { AgentFigures } from "@/api/types";
import { HowSure } from "./AgentMarks";

it("says by which day there will be enough, whatever the hour of it", () => {
  const line = { key: "overall", own: { n: 9, mean: 70, low: 66, high: 74 }, difference: 1.2, se: 1, band: "within", more: 40, by: "2027-02-03T12:30:00.000Z" };
  const of = { figures: [line] } as unknown as AgentFigures;
  expect(renderToStaticMarkup(<MantineProvider><HowSure of={of} /></MantineProvider>)).toContain("that is about 3 Feb 2027");
});

import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import "@/words/words";
import type { Score } from "./score";
import { ScoreMark } from "./ScoreMark";

function draw(score: Score) {
  const { container, unmount } = render(<ScoreMark of="Empathy" score={score} />);
  const drawn = {
    words: screen.getByRole("img").getAttribute("aria-label"),
    text: container.textContent,
    bars: container.querySelectorAll("rect").length,
    ends: [...container.querySelectorAll('line[y1="4"]')].map((end) => end.getAttribute("x1")),
    dots: container.querySelectorAll("circle").length,
  };
  unmount();
  return drawn;
}

it("says the figure, how sure it is, and where the team lies", () => {
  const drawn = draw({ value: 71.6, low: 65.2, high: 78.4, teamLow: 60, teamHigh: 75, n: 12 });
  expect(drawn.words).toBe("Empathy, 72 of 100, likely between 65 and 78, from 12 evaluations, the team between 60 and 75");
  expect(drawn).toMatchObject({ bars: 2, dots: 1, text: "7265–78 · n 12", ends: ["65.2%", "78.4%"] });
});

it("draws no bar and says so when there are too few", () => {
  const drawn = draw({ value: 62, low: null, high: null, n: 3 });
  expect(drawn).toMatchObject({ bars: 0, dots: 1, text: "62too few to say" });
});

it("claims nothing without a score", () => {
  expect(draw({ value: null, n: 0 })).toMatchObject({ bars: 0, dots: 0, text: "–no score yet" });
});

it("takes the score of one evaluation for a fact", () => {
  expect(draw({ value: 80 })).toMatchObject({ bars: 0, dots: 1, text: "80", words: "Empathy, 80 of 100" });
});

it("takes a mean of one for too little to say", () => {
  expect(draw({ value: 80, n: 1 })).toMatchObject({ bars: 0, text: "80too few to say" });
});

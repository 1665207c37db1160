import { expect, it } from "vitest";
import { selvesOf } from "./selves";

const had = (id: string, day: number, status: "ended" | "live" = "ended") => ({ id, status, started_at: `2026-03-0${day}T09:00:00.000Z` });
const made = (interaction: string, day: number, status: "draft" | "released" | "submitted", purpose: "review" | "self" = "self") => ({
  id: `of ${interaction}`,
  interaction,
  status,
  purpose,
  created_at: `2026-03-0${day}T12:00:00.000Z`,
});
const ids = (...of: Parameters<typeof selvesOf>) => selvesOf(...of).map(({ interaction: { id } }) => id);

it("leaves out what is live, was submitted or was released, and knows the draft that was begun", () => {
  const interactions = [had("new", 5), had("live", 5, "live"), had("begun", 4), had("submitted", 3), had("released", 2)];
  const newest = [made("begun", 4, "draft"), made("submitted", 3, "submitted"), made("released", 2, "released", "review")];
  expect(selvesOf(interactions, newest, true).map(({ interaction: { id }, begun }) => [id, begun])).toEqual([
    ["new", undefined],
    ["begun", "of begun"],
  ]);
});

it("offers what is older than all evaluations that were read only where these are all", () => {
  const interactions = [had("new", 5), had("old", 2)];
  const newest = [made("other", 4, "released", "review"), made("third", 3, "released", "review")];
  expect(ids(interactions, newest, false)).toEqual(["new"]);
  expect(ids(interactions, newest, true)).toEqual(["new", "old"]);
});

it("offers all of them to who has no evaluation", () => {
  expect(ids([had("old", 1)], [], true)).toEqual(["old"]);
});

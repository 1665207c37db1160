import { expect, it } from "vitest";
import { Player } from "./player";
import { sayingAt } from "./saying";

/** As much of a media element as a player needs, which happy-dom does not play. */
function attached(length = 60_000) {
  const media = document.createElement("audio");
  let paused = true;
  Object.defineProperty(media, "paused", { get: () => paused });
  media.play = () => {
    paused = false;
    media.dispatchEvent(new Event("play"));
    return Promise.resolve();
  };
  media.pause = () => {
    paused = true;
    media.dispatchEvent(new Event("pause"));
  };
  const player = new Player();
  const detach = player.attach(media, length);
  return { media, player, detach };
}

it("chooses a span from here to there, whichever is said first, within the recording", () => {
  const { media, player } = attached();
  media.currentTime = 5;
  player.from();
  expect(player.read().chosen).toEqual({ from_ms: 5000, to_ms: 5000 });
  media.currentTime = 9;
  player.to();
  expect(player.read().chosen).toEqual({ from_ms: 5000, to_ms: 9000 });
  media.currentTime = 12;
  player.from();
  expect(player.read().chosen).toEqual({ from_ms: 12_000, to_ms: 12_000 });
  media.currentTime = 3;
  player.to();
  expect(player.read().chosen).toEqual({ from_ms: 3000, to_ms: 3000 });
  player.choose({ from_ms: 70_000.4, to_ms: -5 });
  expect(player.read().chosen).toEqual({ from_ms: 0, to_ms: 60_000 });
});

it("does not leave the recording, and forgets all once it is let go", () => {
  const { media, player, detach } = attached();
  player.skip(-5000);
  expect(media.currentTime).toBe(0);
  player.seek(90_000);
  expect(media.currentTime).toBe(60);
  player.toggle();
  expect(player.read().playing).toBe(true);
  detach();
  expect(player.there).toBe(false);
  expect(player.read()).toMatchObject({ time: 0, playing: false, chosen: null });
  player.toggle();
  player.from();
  expect(player.read().chosen).toBeNull();
});

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 9, 0, seconds)).toISOString();

it("finds what is being said, in whatever order it was stored", () => {
  const said = [3, 1, 2].map((pos) => ({ pos, at: at(pos * 10), speaker: "agent" as const, text: "" }));
  const begin = Date.parse(at(0));
  expect([0, 9_999, 10_000, 25_000, 99_000].map((ms) => sayingAt(said, begin, ms))).toEqual([null, null, 1, 2, 3]);
});

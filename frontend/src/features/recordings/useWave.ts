import { useComputedColorScheme } from "@mantine/core";
import { getNonce } from "get-nonce";
import { useEffect, useRef, type RefObject } from "react";
import WaveSurfer from "wavesurfer.js";
import RegionsPlugin from "wavesurfer.js/dist/plugins/regions.esm.js";
import type { Recording } from "@/api/types";
import { colourOf } from "@/parts/colours";
import type { MarkedSpan, Span } from "@/parts/spans";
import type { Player } from "./player";

const height = 36;
const flat = [0, 0];

interface Wave {
  surfer: WaveSurfer;
  regions: ReturnType<typeof RegionsPlugin.create>;
}

const coloursOf = (box: HTMLElement, recording: Recording) => {
  const progressColor = colourOf(box, "accent");
  const speakers = recording.speakers ?? [];
  const wave = (who?: string) => colourOf(box, who === "agent" ? "team-wave" : "line-strong");
  const one = { waveColor: wave(), progressColor, cursorColor: colourOf(box, "ink") };
  return { ...one, splitChannels: speakers.length === 2 ? speakers.map((who) => ({ waveColor: wave(who), progressColor, height })) : undefined };
};

/** Draws the peaks that the server counted, so that no browser has to read all of a long recording; where it has none, a line. */
export function useWave(box: RefObject<HTMLDivElement | null>, media: RefObject<HTMLAudioElement | null>, recording: Recording, player: Player, spans: MarkedSpan[], chooses: boolean) {
  const wave = useRef<Wave | null>(null);
  const scheme = useComputedColorScheme();
  useEffect(() => {
    if (!box.current || !media.current) return;
    const regions = RegionsPlugin.create();
    const surfer = WaveSurfer.create({
      ...coloursOf(box.current, recording),
      container: box.current,
      media: media.current,
      peaks: recording.peaks?.map((channel) => (channel ?? flat).map((peak) => peak / 100)) ?? [flat],
      duration: Math.max(0.001, (recording.duration_ms ?? 0) / 1000),
      height: recording.channels === 2 ? height : 2 * height,
      cursorWidth: 2,
      barWidth: 2,
      barGap: 1,
      cspNonce: getNonce(),
      plugins: [regions],
    });
    surfer.on("error", () => {}); // the element tells of what fails
    const letGo = player.attach(media.current, recording.duration_ms ?? 0);
    wave.current = { surfer, regions };
    return () => {
      wave.current = null;
      letGo();
      surfer.destroy();
    };
  }, [box, media, recording, player]);
  useEffect(() => {
    if (box.current) wave.current?.surfer.setOptions(coloursOf(box.current, recording));
  }, [box, recording, scheme]);
  useEffect(() => (wave.current && chooses ? choosing(wave.current, player) : undefined), [chooses, player, recording]);
  useEffect(() => (wave.current && box.current ? shown(wave.current, box.current, spans, player) : undefined), [box, spans, player, recording, scheme]);
}

/** Lets the mouse choose a span by drawing over the wave. */
function choosing({ regions }: Wave, player: Player) {
  const stop = regions.enableDragSelection({ color: "transparent" });
  const off = regions.on("region-created", (region) => {
    if (region.id.startsWith("ours-")) return;
    const chosen: Span = { from_ms: region.start * 1000, to_ms: region.end * 1000 };
    region.remove();
    player.choose(chosen);
  });
  return () => {
    stop();
    off();
  };
}

/** Draws the spans that are evidence, and what is chosen, which can be drawn longer or shorter. */
function shown({ regions, surfer }: Wave, box: HTMLElement, spans: MarkedSpan[], player: Player) {
  let drawn: { remove: () => void }[] = [];
  let last: Span | null | undefined;
  const add = (id: string, { from_ms, to_ms }: Span, colour: string, resize: boolean) =>
    regions.addRegion({ id: `ours-${id}`, start: from_ms / 1000, end: Math.max(to_ms, from_ms + 100) / 1000, color: `color-mix(in srgb, ${colour} 30%, transparent)`, drag: false, resize });
  const draw = () => {
    const { chosen } = player.read();
    if (chosen === last || surfer.getDuration() === 0) return;
    last = chosen;
    drawn.forEach((region) => region.remove());
    drawn = spans.map((one, i) => add(String(i), one, colourOf(box, one.dimension), false));
    if (chosen) {
      const region = add("chosen", chosen, colourOf(box, "accent"), true);
      region.on("update-end", () => player.choose({ from_ms: region.start * 1000, to_ms: region.end * 1000 }));
      drawn.push(region);
    }
  };
  draw();
  const offs = [player.subscribe(draw), surfer.on("ready", draw)];
  return () => {
    offs.forEach((off) => off());
    drawn.forEach((region) => region.remove());
  };
}

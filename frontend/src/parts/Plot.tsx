import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { colourOf } from "./colours";
import { columnsOf, type CoursePoint } from "./course-points";
import classes from "./course.module.css";

interface Props {
  points: CoursePoint[];
  low: number;
  high: number;
  /** The grey band is where values should lie, and not where one is likely to. */
  limits: boolean;
  nameOf: (at: string) => string;
}

const height = 220;
const onPaper = 860; // px, which A4 has between its margins at the size at which pages are printed

/** Draws a course; whoever shows it says in words and in a table what it shows. */
export default function Plot({ points, low, high, limits, nameOf }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();
  useEffect(() => {
    const at = box.current!;
    const plot = new uPlot(optionsFor(at, points, { low, high, limits, nameOf }), columnsOf(points), at);
    const fit = () => plot.setSize({ width: at.dataset.printed ? onPaper : at.clientWidth, height });
    const sizes = new ResizeObserver(fit);
    sizes.observe(at);
    const letGo = whilePrinted((printed) => {
      if (printed) at.dataset.printed = "true";
      else delete at.dataset.printed;
      fit();
      plot.redraw();
    });
    return () => {
      letGo();
      sizes.disconnect();
      plot.destroy();
    };
  }, [points, low, high, limits, nameOf, scheme]);
  return <div ref={box} className={classes.plot} aria-hidden="true" />;
}

/** Says when the page goes to paper, and when it is back. */
function whilePrinted(tell: (printed: boolean) => void): () => void {
  const paper = window.matchMedia("print");
  const changed = () => tell(paper.matches);
  const before = () => tell(true);
  const after = () => tell(false);
  paper.addEventListener("change", changed);
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  return () => {
    paper.removeEventListener("change", changed);
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
  };
}

function optionsFor(box: HTMLElement, points: CoursePoint[], { low, high, limits, nameOf }: Omit<Props, "points">): uPlot.Options {
  const colour = (name: string) => () => colourOf(box, name);
  const lines = Math.max(1, ...points.map(({ line = 0 }) => line + 1));
  const edge = { width: limits ? 1 : 0, points: { show: false }, stroke: colour("line-strong"), dash: [4, 3] };
  const axis = { stroke: colour("quiet"), font: "12px system-ui, sans-serif", ticks: { show: false }, grid: { stroke: colour("line"), width: 1 } };
  return {
    width: Math.max(1, box.clientWidth),
    height,
    padding: [8, 52, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(1000 * seconds), "UTC"),
    scales: { x: { time: true }, y: { range: [low, high] } },
    axes: [{ ...axis, size: 32, splits: thinned, values: (_, seconds) => seconds.map((one) => nameOf(new Date(1000 * one).toISOString().slice(0, 10))) }, { ...axis, size: 44 }],
    series: [{}, ...Array.from({ length: lines }, (_, line) => [edge, edge, { width: 2, points: { show: false }, stroke: colour("accent"), ...(line % 2 ? { dash: [6, 4] } : {}) }]).flat()],
    bands: Array.from({ length: lines }, (_, line) => ({ series: [3 * line + 2, 3 * line + 1] as [number, number], fill: colour(limits ? "raised" : "accent-soft") })),
    hooks: { draw: [(plot) => drawPoints(plot, limits, colour)] },
  };
}

/** The times that are named below: as many as there is room for. */
function thinned(plot: uPlot): number[] {
  const times = plot.data[0] as number[];
  const each = Math.max(1, Math.ceil((times.length * 76) / Math.max(1, plot.width - 96)));
  return times.filter((_, i) => (times.length - 1 - i) % each === 0);
}

/** A dot for each value, open where nothing says how sure it is; with the interval as a bar, which a single week has too. */
function drawPoints(plot: uPlot, limits: boolean, colour: (name: string) => () => string) {
  const { ctx, data } = plot;
  const times = data[0] as number[];
  const [accent, surface, ratio] = [colour("accent")(), colour("surface")(), uPlot.pxRatio];
  ctx.save();
  ctx.strokeStyle = accent;
  ctx.lineWidth = 1.5 * ratio;
  ctx.setLineDash([]);
  for (let line = 1; line < data.length; line += 3)
    times.forEach((time, i) => {
      const [low, high, value] = [0, 1, 2].map((k) => (data[line + k] as (number | null)[])[i]);
      if (value == null) return;
      const [x, y] = [plot.valToPos(time, "x", true), (points: number) => plot.valToPos(points, "y", true)];
      const sure = low != null && high != null;
      ctx.beginPath();
      if (sure && !limits) {
        ctx.moveTo(x, y(low));
        ctx.lineTo(x, y(high));
        ctx.stroke();
        ctx.beginPath();
      }
      ctx.arc(x, y(value), 4 * ratio, 0, 2 * Math.PI);
      ctx.fillStyle = sure ? accent : surface;
      ctx.fill();
      ctx.stroke();
    });
  ctx.restore();
}

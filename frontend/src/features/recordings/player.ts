import type { Span } from "@/parts/spans";

export interface PlayerState {
  /** Milliseconds from the beginning. */
  time: number;
  /** Of the whole, 0 while nobody knows. */
  length: number;
  playing: boolean;
  rate: number;
  /** What is chosen to become evidence. */
  chosen: Span | null;
  failed: boolean;
}

const silent: PlayerState = { time: 0, length: 0, playing: false, rate: 1, chosen: null, failed: false };

export const rates = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** The sound of one page, which its player, its transcript and its evidence share; without a media element it does nothing. */
export class Player {
  private media: HTMLMediaElement | null = null;
  private state = silent;
  private until: number | null = null;
  private frame = 0;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly read = () => this.state;

  get there() {
    return this.media !== null;
  }

  /** Takes the element that plays; what comes back lets go of it. */
  attach(media: HTMLMediaElement, length: number) {
    this.media = media;
    const events = ["timeupdate", "play", "pause", "seeked", "ended", "ratechange", "loadedmetadata", "error"];
    const hear = () => this.hear();
    for (const event of events) media.addEventListener(event, hear);
    this.set({ ...silent, length });
    return () => {
      for (const event of events) media.removeEventListener(event, hear);
      media.pause();
      cancelAnimationFrame(this.frame);
      this.media = null;
      this.set(silent);
    };
  }

  private hear() {
    if (!this.media) return;
    const { currentTime, paused, playbackRate, duration, error } = this.media;
    const length = this.state.length || (Number.isFinite(duration) ? Math.round(duration * 1000) : 0);
    this.set({ time: Math.round(currentTime * 1000), playing: !paused, rate: playbackRate, length, failed: error !== null });
    if (!paused && this.until !== null) this.watchEnd();
  }

  /** A span ends where it ends, and not up to a quarter of a second later, as often as the element tells. */
  private watchEnd() {
    cancelAnimationFrame(this.frame);
    const look = () => {
      if (!this.media || this.until === null || this.media.paused) return;
      if (this.media.currentTime * 1000 < this.until) return void (this.frame = requestAnimationFrame(look));
      this.until = null;
      this.media.pause();
    };
    this.frame = requestAnimationFrame(look);
  }

  private set(part: Partial<PlayerState>) {
    this.state = { ...this.state, ...part };
    this.listeners.forEach((listener) => listener());
  }

  toggle() {
    if (!this.media) return;
    this.until = null;
    if (this.media.paused) void this.media.play().catch(() => this.hear());
    else this.media.pause();
  }

  /** Plays from a time, or a span alone; a moment is a second and a half. */
  play(from: number, to?: number) {
    if (!this.media) return;
    this.seek(from);
    this.until = to === undefined ? null : Math.max(to, from + (to === from ? 1500 : 0));
    void this.media.play().catch(() => this.hear());
  }

  seek(ms: number) {
    if (!this.media) return;
    this.until = null;
    const time = Math.max(0, Math.min(ms, this.state.length || ms));
    this.media.currentTime = time / 1000;
    this.set({ time });
  }

  skip(ms: number) {
    if (this.media) this.seek(this.media.currentTime * 1000 + ms);
  }

  setRate(rate: number) {
    if (this.media) this.media.playbackRate = rate;
  }

  retry() {
    this.set({ failed: false });
    this.media?.load();
  }

  choose(chosen: Span | null) {
    this.set({ chosen: chosen && between(chosen, this.state.length) });
  }

  /** Begins the chosen span here; where that lies behind its end, it is a moment. */
  from() {
    if (!this.media) return;
    const from = Math.round(this.media.currentTime * 1000);
    this.choose({ from_ms: from, to_ms: Math.max(from, this.state.chosen?.to_ms ?? from) });
  }

  /** Ends it here. */
  to() {
    if (!this.media) return;
    const to = Math.round(this.media.currentTime * 1000);
    this.choose({ from_ms: Math.min(to, this.state.chosen?.from_ms ?? to), to_ms: to });
  }
}

function between({ from_ms, to_ms }: Span, length: number): Span {
  const within = (ms: number) => Math.round(Math.max(0, length > 0 ? Math.min(ms, length) : ms));
  return { from_ms: within(Math.min(from_ms, to_ms)), to_ms: within(Math.max(from_ms, to_ms)) };
}

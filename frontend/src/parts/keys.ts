import { useEffect, useRef, useSyncExternalStore } from "react";

export interface Key {
  keys: string[];
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Also works while one is typing. */
  typing?: boolean;
  hidden?: boolean;
}

const stack: { current: Key[] }[] = [];
const listeners = new Set<() => void>();
let shown: Key[] = [];

function announce() {
  shown = stack.flatMap((page) => page.current).filter((key) => !key.hidden);
  listeners.forEach((listener) => listener());
}

/** How a key press is written: "j", "ctrl+enter", "shift+tab", "?". */
export function nameOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  const ctrl = event.ctrlKey || event.metaKey;
  return `${ctrl ? "ctrl+" : ""}${event.altKey ? "alt+" : ""}${shift ? "shift+" : ""}${key}`;
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]");
}

const blocked = () => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

function press(event: KeyboardEvent) {
  if (event.defaultPrevented || blocked()) return;
  const name = nameOf(event);
  const typing = isTyping(event.target);
  const onControl = event.target instanceof HTMLElement && event.target.closest("a[href], button, summary, [role=tab]") !== null;
  if (onControl && (name === "enter" || name === "space")) return;
  for (const page of [...stack].reverse()) {
    const key = page.current.find((k) => k.keys.includes(name) && (!typing || k.typing));
    if (!key) continue;
    event.preventDefault();
    key.run(event);
    return;
  }
}

if (typeof window !== "undefined") window.addEventListener("keydown", press);

/** The keys of the page that is shown; they are also what `?` lists. */
export function useKeys(keys: Key[]) {
  const page = useRef(keys);
  useEffect(() => {
    page.current = keys;
  });
  useEffect(() => {
    stack.push(page);
    announce();
    return () => {
      stack.splice(stack.indexOf(page), 1);
      announce();
    };
  }, []);
}

export function useShownKeys() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}

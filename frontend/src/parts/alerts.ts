import { usePreference } from "./preference";

interface Alerts {
  sound: boolean;
  desktop: boolean;
}

const alertsIn = (kept: unknown): Alerts => {
  const known = (typeof kept === "object" && kept !== null ? kept : {}) as Partial<Alerts>;
  return { sound: known.sound === true, desktop: known.desktop === true };
};

/** How a person wants to hear of offers and of calls for help: by a sound, by a note of the desktop, or neither. */
export const useAlertChoice = () => usePreference("live_alerts", alertsIn);

let audio: AudioContext | undefined;

/** One soft tone, made here; silent where the browser lets nothing sound before somebody has touched the page. */
export function chime() {
  audio ??= new AudioContext();
  void audio.resume();
  const [tone, loudness, now] = [audio.createOscillator(), audio.createGain(), audio.currentTime];
  tone.frequency.value = 660;
  loudness.gain.setValueAtTime(0.0001, now);
  loudness.gain.exponentialRampToValueAtTime(0.08, now + 0.03);
  loudness.gain.exponentialRampToValueAtTime(0.0001, now + 0.5);
  tone.connect(loudness).connect(audio.destination);
  tone.start(now);
  tone.stop(now + 0.55);
}

/** A note of the desktop, while the page is not looked at. It names nobody: a screen may be seen by others. */
export function noteOnDesktop(title: string, body: string) {
  if (!("Notification" in window) || Notification.permission !== "granted" || document.visibilityState === "visible") return;
  const note = new Notification(title, { body, tag: "rater-live" });
  note.addEventListener("click", () => window.focus());
}

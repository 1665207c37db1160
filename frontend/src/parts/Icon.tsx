const paths = {
  live: "M3 12h4l2.5-7 5 14 2.5-7h4",
  queue: "M4 6h16M4 12h16M4 18h9",
  work: "M5 8h14v11H5zM9 8V5h6v3M5 13h14",
  evaluations: "M6 3h12v18H6zM9.5 9l1.5 1.5L14.5 7M9.5 16h5",
  interactions: "M4 5h12v9H9l-3.5 3v-3H4zM19 9v8h-1v2.5L15 17h-4",
  disputes: "M12 4v16M7 20h10M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z",
  coaching: "M4 5h12v9H9l-3.5 3v-3H4zM7.5 9.5h5M19 9v8h-1v2.5L15 17h-4",
  feedback: "M12 20s-7.5-4.6-7.5-10A4.3 4.3 0 0 1 12 7.5 4.3 4.3 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2 .8 3 2.7 3 5.5",
  bell: "M6 10a6 6 0 0 1 12 0v4l2 3H4l2-3zM10 20h4",
  account: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.5-7 8-7s8 3 8 7",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20",
  audit: "M12 3l7 3v6c0 4-3 7-7 9-4-2-7-5-7-9V6zM9 12l2 2 4-4",
  scorecards: "M4 4h16v16H4zM8 9h1M12 9h4M8 15h1M12 15h4",
  evidence: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  next: "M5 12h14M13 6l6 6-6 6",
  learning: "M3 8l9-4 9 4-9 4zM7 10v5c0 1.5 2.2 3 5 3s5-1.5 5-3v-5M21 8v6",
  modules: "M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 16h7M16.5 12.5v7",
  plans: "M4 20V4M4 20h16M8 16v-5M12 16V7M16 16v-3M20 7.5a.5.5 0 1 1-1 0 .5.5 0 0 1 1 0z",
  handle: "M9 6h.01M9 12h.01M9 18h.01M15 6h.01M15 12h.01M15 18h.01",
  up: "M6 15l6-6 6 6",
  down: "M6 9l6 6 6-6",
  remove: "M6 6l12 12M18 6L6 18",
  standings: "M3 7h18M3 12h18M3 17h18M8 5v4M15 10v4M11 15v4",
  effects: "M4 19h16M4 16l5-6 4 3 7-8M15 5h5v5",
  strictness: "M12 4v16M5 20h14M4 9h16M12 9l-4 5M12 9l4 5",
  play: "M7 4.5v15l12-7.5z",
  pause: "M8 5v14M16 5v14",
  flag: "M6 21V4h11l-2.5 4L17 12H6",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

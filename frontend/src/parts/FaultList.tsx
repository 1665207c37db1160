import classes from "./states.module.css";

/** What is wrong and belongs to no single field. */
export function FaultList({ words }: { words: (string | undefined)[] }) {
  const said = words.filter(Boolean);
  if (said.length === 0) return null;
  return (
    <ul className={classes.faults} role="alert">
      {said.map((one, i) => (
        <li key={i}>{one}</li>
      ))}
    </ul>
  );
}

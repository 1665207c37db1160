import { Group, Radio } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  label: ReactNode;
  /** What the lowest and the highest step mean. */
  ends: [string, string];
  /** Said in the place of a step, where that is allowed. */
  none?: string;
  value: string | null;
  error?: ReactNode;
  onChange: (value: string) => void;
}

export const unsaid = "none";

/** One to five. */
export function Scale({ label, ends, none, value, error, onChange }: Props) {
  return (
    <Radio.Group label={label} description={`1: ${ends[0]} · 5: ${ends[1]}`} value={value} error={error} onChange={onChange} required withAsterisk={false}>
      <Group gap="sm" mt="xs">
        {[1, 2, 3, 4, 5].map((step) => (
          <Radio key={step} value={String(step)} label={String(step)} />
        ))}
        {none && <Radio value={unsaid} label={none} />}
      </Group>
    </Radio.Group>
  );
}

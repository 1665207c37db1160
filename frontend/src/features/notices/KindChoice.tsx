import { Checkbox, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Notice } from "@/api/types";

interface Props {
  kinds: Notice["kind"][];
  muted: string[];
  error?: string;
  onChange: (muted: string[]) => void;
}

/** Which kinds come by e-mail; the others are muted. */
export function KindChoice({ kinds, muted, error, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      label={t("notice.which")}
      value={kinds.filter((kind) => !muted.includes(kind))}
      error={error}
      onChange={(wanted) => onChange(kinds.filter((kind) => !wanted.includes(kind)))}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt="xs">
        {kinds.map((kind) => (
          <Checkbox key={kind} value={kind} label={t(`notice.kind.${kind}`)} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}

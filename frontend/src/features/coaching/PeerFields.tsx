import { Select, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { peersQuery } from "@/api/rounds";
import { FaultLine } from "@/parts/States";

export interface PeerForm {
  peer: string | null;
  focus: string;
}

/** Who of the team gives the feedback, and what they are to look at. */
export function PeerFields({ agent, value, errors, onChange }: { agent?: string; value: PeerForm; errors: Record<string, string>; onChange: (form: PeerForm) => void }) {
  const { t } = useTranslation();
  const around = useQuery(peersQuery(agent));
  return (
    <Stack gap="md">
      <Select
        label={t("peer.who")}
        description={around.data?.peers.length === 0 ? t("peer.nobody") : undefined}
        required
        withAsterisk={false}
        searchable
        data={(around.data?.peers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={value.peer}
        error={errors.peer}
        onChange={(peer) => onChange({ ...value, peer })}
      />
      <Textarea label={t("peer.focus")} description={t("peer.focus_hint")} autosize minRows={2} maxLength={2000} value={value.focus} error={errors.focus} onChange={(e) => onChange({ ...value, focus: e.currentTarget.value })} />
      <FaultLine error={around.error} />
    </Stack>
  );
}

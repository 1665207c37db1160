import { Button, Group, Modal, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askPeer, type Heard } from "@/api/coaching";
import { fieldFaults } from "@/parts/fields";
import { FaultLine } from "@/parts/States";
import { HeardFields } from "./HeardFields";
import { MethodMeans } from "./MethodChoice";
import { PeerFields, type PeerForm } from "./PeerFields";
import { instant, tomorrow, WhenFields } from "./WhenFields";

/** An agent asks a peer for feedback. */
export function AskPeer({ agent, onClose }: { agent: string; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [when, setWhen] = useState(tomorrow);
  const [form, setForm] = useState<PeerForm>({ peer: null, focus: "" });
  const [heard, setHeard] = useState<Heard[]>([]);
  const asking = useMutation({
    mutationFn: () => askPeer({ peer: form.peer!, starts_at: instant(when.local), minutes: when.minutes, focus: form.focus.trim(), heard }),
    onSuccess: () => {
      notifications.show({ message: t("peer.asked") });
      onClose();
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: ["coaching"] }),
  });
  const { errors, rest } = fieldFaults(asking.error, ["starts_at", "minutes", "peer", "focus"]);
  return (
    <Modal opened onClose={onClose} title={t("peer.ask")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          asking.mutate();
        }}
      >
        <Stack gap="md">
          <MethodMeans of="peer" />
          <PeerFields value={form} errors={errors} onChange={setForm} />
          <HeardFields agent={agent} value={heard} onChange={setHeard} />
          <WhenFields value={when} onChange={setWhen} errors={errors} />
          <FaultLine error={rest} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!form.peer} loading={asking.isPending}>
              {t("peer.ask_confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { overviewQuery } from "@/api/coaching";
import { openRound, peersQuery } from "@/api/rounds";
import type { Person } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine, Loading } from "@/parts/States";
import { cohortsOf, usualFloors } from "./cohorts";
import classes from "./rounds.module.css";

const inTwoWeeks = (now = new Date()) => new Date(now.getTime() + 14 * 86_400_000).toISOString().slice(0, 10);

/** Opens a round about somebody, and says beforehand what will be shown of whom. */
export function OpenRound({ onClose, onOpened }: { onClose: () => void; onOpened: (id: string) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const agents = useInfiniteQuery(overviewQuery);
  const [agent, setAgent] = useState<string | null>(null);
  const [closesOn, setClosesOn] = useState(inTwoWeeks);
  const [peers, setPeers] = useState<string[]>([]);
  const [supervisors, setSupervisors] = useState<string[]>([]);
  const [self, setSelf] = useState(true);
  const around = useQuery({ ...peersQuery(agent ?? ""), enabled: agent !== null });
  const opening = useMutation({
    mutationFn: () => openRound({ agent: agent!, closes_on: closesOn, peers, supervisors, self }),
    onSuccess: ({ id }) => onOpened(id),
    onSettled: () => cache.invalidateQueries({ queryKey: ["rounds"] }),
  });
  const { errors, rest } = fieldFaults(opening.error, ["agent", "closes_on", "peers", "supervisors"]);
  const choose = (id: string | null) => {
    setAgent(id);
    setPeers([]);
    setSupervisors([]);
    opening.reset();
  };
  return (
    <Modal opened onClose={onClose} title={t("rounds.open")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          opening.mutate();
        }}
      >
        <Stack gap="md">
          <p className={classes.quiet}>{t("rounds.means")}</p>
          <Select
            label={t("rounds.about_whom")}
            required
            withAsterisk={false}
            searchable
            data={(agents.data ?? []).map((one) => ({ value: one.agent, label: one.agent_name }))}
            value={agent}
            error={errors.agent}
            onChange={choose}
          />
          <TextInput type="date" label={t("rounds.closes_on")} description={t("rounds.closes_hint")} required withAsterisk={false} value={closesOn} error={errors.closes_on} onChange={(e) => setClosesOn(e.currentTarget.value)} />
          {agent && around.isPending && <Loading rows={2} />}
          {around.data && (
            <>
              <Choice label={t("rounds.peers")} hint={t("rounds.peers_hint", { least: usualFloors.comments })} people={around.data.peers} value={peers} error={errors.peers} onChange={setPeers} />
              <Choice label={t("rounds.supervisors")} hint={t("rounds.supervisors_hint", { least: usualFloors.scores })} people={around.data.supervisors} value={supervisors} error={errors.supervisors} onChange={setSupervisors} />
              <Checkbox label={t("rounds.self_asked")} checked={self} onChange={(e) => setSelf(e.currentTarget.checked)} />
              <Shown peers={peers.length} supervisors={supervisors.length} self={self} />
            </>
          )}
          <FaultLine error={rest ?? around.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!around.data} loading={opening.isPending}>
              {t("rounds.open_confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface ChoiceProps {
  label: string;
  hint: string;
  people: Person[];
  value: string[];
  error?: string;
  onChange: (ids: string[]) => void;
}

function Choice({ label, hint, people, value, error, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  if (people.length === 0) return <p className={classes.quiet}>{t("rounds.nobody", { label })}</p>;
  return (
    <Checkbox.Group label={label} description={hint} value={value} error={error} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {people.map(({ id, name }) => (
          <Checkbox key={id} value={id} label={name} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function Shown(of: { peers: number; supervisors: number; self: boolean }) {
  const { t } = useTranslation();
  const list = cohortsOf(of.peers, of.supervisors, of.self, usualFloors);
  if (list.length === 0) return null;
  return (
    <div className={classes.notice} role="status">
      <p>{t("rounds.will_show")}</p>
      <ul>
        {list.map(({ cohort, people, words }) => (
          <li key={cohort}>
            {t(`rounds.cohort_${cohort}`)}
            {cohort !== "self" && `: ${t("rounds.asked_people", { count: people })}, ${t(words ? "rounds.figures_and_words" : "rounds.figures_only")}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

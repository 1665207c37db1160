import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { overviewQuery } from "@/api/coaching";
import { recognitionsQuery } from "@/api/feedback";
import { peersQuery } from "@/api/rounds";
import { holds } from "@/api/session";
import type { Person } from "@/api/types";
import { Recognise } from "@/features/feedback/Recognise";
import { RecognitionRows } from "@/features/feedback/RecognitionRows";
import { MoreButton } from "@/parts/MoreButton";
import { Page, Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { useSession } from "../session";
import { FeedbackTabs } from "./FeedbackTabs";

/** Recognition: what was written about one, what the team reads, what one has written. */
export function FeedbackPage() {
  const { t } = useTranslation();
  const session = useSession();
  const people = usePeople();
  return (
    <Page title={t("recognition.feedback")} sub={t("recognition.sub")} actions={people.length > 0 && <Recognise people={people} />}>
      <FeedbackTabs />
      {holds(session, "agent") && <List whose="got" />}
      <List whose="team" />
      <List whose="given" />
    </Page>
  );
}

/** Whose work one may recognise without having evaluated it: one's peers, or those that one leads. */
function usePeople(): Person[] {
  const session = useSession();
  const leads = useInfiniteQuery({ ...overviewQuery, enabled: holds(session, "supervisor") });
  const peers = useQuery({ ...peersQuery(), enabled: holds(session, "agent") });
  const led = (leads.data ?? []).map(({ agent, agent_name }) => ({ id: agent, name: agent_name }));
  const known = new Map([...led, ...(peers.data?.peers ?? [])].map((one) => [one.id, one]));
  known.delete(session.user.id);
  return [...known.values()];
}

function List({ whose }: { whose: "got" | "team" | "given" }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(recognitionsQuery(whose));
  const title = t(`recognition.${whose}`);
  return (
    <Section title={title} id={whose}>
      <Loaded query={list} rows={1} empty={{ title: t(`recognition.none_${whose}`), text: t(`recognition.none_${whose}_text`) }}>
        {(rows) => <RecognitionRows rows={rows} label={title} />}
      </Loaded>
      <MoreButton query={list} />
    </Section>
  );
}

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requestsQuery } from "@/api/feedback";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { AskCoaching } from "./AskCoaching";
import { RequestRows } from "./RequestRows";

/** What an agent has asked for. */
export function OwnRequests({ agent }: { agent: string }) {
  const { t } = useTranslation();
  const requests = useInfiniteQuery(requestsQuery({ agent }));
  const [asking, setAsking] = useState(false);
  const ask = (
    <Button variant="default" onClick={() => setAsking(true)}>
      {t("asking.title")}
    </Button>
  );
  return (
    <Section title={t("asking.mine")} id="own-requests" actions={ask}>
      <Loaded query={requests} rows={1} empty={{ title: t("asking.none_mine"), text: t("asking.none_mine_text") }}>
        {(rows) => <RequestRows rows={rows} label={t("asking.mine")} />}
      </Loaded>
      <MoreButton query={requests} />
      {asking && <AskCoaching onClose={() => setAsking(false)} />}
    </Section>
  );
}

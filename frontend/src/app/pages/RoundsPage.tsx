import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { roundsQuery } from "@/api/rounds";
import { holds } from "@/api/session";
import { Asked } from "@/features/rounds/Asked";
import { OpenRound } from "@/features/rounds/OpenRound";
import { RoundRows } from "@/features/rounds/RoundRows";
import { useKeys } from "@/parts/keys";
import { MoreButton } from "@/parts/MoreButton";
import { Page, Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { useSession } from "../session";
import { CoachingTabs } from "./CoachingTabs";

/** 360 rounds: open one, see how they stand. */
export function RoundsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const leads = holds(useSession(), "supervisor");
  const rounds = useInfiniteQuery(roundsQuery({}));
  const [opening, setOpening] = useState(false);
  useKeys(leads ? [{ keys: ["n"], label: t("rounds.open"), run: () => setOpening(true) }] : []);
  return (
    <Page
      title={t("rounds.title")}
      sub={t("rounds.sub")}
      actions={
        leads && (
          <Button onClick={() => setOpening(true)} rightSection={<kbd>N</kbd>}>
            {t("rounds.open")}
          </Button>
        )
      }
    >
      {leads && <CoachingTabs />}
      <Asked />
      <Section title={t("rounds.title")} id="rounds">
        <Loaded query={rounds} rows={3} empty={{ title: t("rounds.none"), text: t("rounds.none_text") }}>
          {(rows) => <RoundRows rows={rows} label={t("rounds.title")} />}
        </Loaded>
        <MoreButton query={rounds} />
      </Section>
      {opening && <OpenRound onClose={() => setOpening(false)} onOpened={(id) => void navigate({ to: "/coaching/rounds/$id", params: { id } })} />}
    </Page>
  );
}

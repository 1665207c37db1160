import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { plansQuery } from "@/api/plans";
import { PlanRows } from "@/features/coaching/PlanRows";
import { RhythmDialog } from "@/features/coaching/RhythmDialog";
import { useKeys } from "@/parts/keys";
import { MoreButton } from "@/parts/MoreButton";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { CoachingTabs } from "./CoachingTabs";
import classes from "./pages.module.css";

/** Sessions that come again by themselves. */
export function RecurringPage() {
  const { t } = useTranslation();
  const plans = useInfiniteQuery(plansQuery("active"));
  const [making, setMaking] = useState(false);
  const title = t("recurring.title");
  useKeys([{ keys: ["n"], label: t("recurring.make"), run: () => setMaking(true) }]);
  return (
    <Page
      title={title}
      sub={t("recurring.sub")}
      actions={
        <Button onClick={() => setMaking(true)} rightSection={<kbd>N</kbd>}>
          {t("recurring.make")}
        </Button>
      }
    >
      <CoachingTabs />
      <Loaded query={plans} empty={{ title: t("recurring.none"), text: t("recurring.none_text") }}>
        {(rows) => <PlanRows rows={rows} label={title} />}
      </Loaded>
      <MoreButton query={plans} />
      <Ended />
      {making && <RhythmDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

/** Those that come no more, read once somebody unfolds them. */
function Ended() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const plans = useInfiniteQuery({ ...plansQuery("ended"), enabled: open });
  const title = t("recurring.over");
  return (
    <details className={classes.fold} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{title}</summary>
      {open && (
        <Loaded query={plans} rows={2} empty={{ title: t("recurring.none_over"), text: t("recurring.none_over_text") }}>
          {(rows) => <PlanRows rows={rows} label={title} />}
        </Loaded>
      )}
      <MoreButton query={plans} />
    </details>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { noticeSettingsQuery } from "@/api/notices";
import { holds } from "@/api/session";
import { NoticeSettingsForm } from "@/features/notices/NoticeSettingsForm";
import { PasswordForm } from "@/features/session/PasswordForm";
import { Regular } from "@/features/reports/Regular";
import { Absences } from "@/features/offers/Absences";
import { Card, Page, Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { noticeKinds } from "../notice-kinds";
import { leave } from "../router";
import { useSession } from "../session";
import classes from "./pages.module.css";

export function AccountPage() {
  const { t } = useTranslation();
  const session = useSession();
  const settings = useQuery(noticeSettingsQuery);
  const teams = session.teams.map((team) => t(`team.${team.relation}`, { name: team.name })).join(", ");
  return (
    <Page title={t("account.title")}>
      <Card>
        <dl className={classes.facts}>
          <dt>{t("person.name")}</dt>
          <dd>{session.user.name}</dd>
          <dt>{t("person.email")}</dt>
          <dd>{session.user.email}</dd>
          <dt>{t("person.roles")}</dt>
          <dd>{session.roles.map((role) => t(`role.${role}`)).join(", ")}</dd>
          {teams && (
            <>
              <dt>{t("person.teams")}</dt>
              <dd>{teams}</dd>
            </>
          )}
        </dl>
      </Card>
      <Section title={t("notice.settings")} id="notice-settings">
        <Card>
          <Loaded query={settings} rows={6}>
            {(stored) => <NoticeSettingsForm settings={stored} kinds={noticeKinds} />}
          </Loaded>
        </Card>
      </Section>
      {holds(session, "supervisor", "trainer", "analyst") && <Regular />}
      {session.roles.some((role) => role === "evaluator" || role === "supervisor") && <Absences />}
      <Section title={t("account.password")} id="password">
        <Card>
          <PasswordForm onDone={leave} />
        </Card>
      </Section>
    </Page>
  );
}

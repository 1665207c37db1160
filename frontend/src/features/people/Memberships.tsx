import { useTranslation } from "react-i18next";
import type { User } from "@/api/types";
import { exact } from "@/parts/time";
import classes from "./people.module.css";

export function Memberships({ user }: { user: User }) {
  const { t } = useTranslation();
  const list = user.memberships ?? [];
  if (list.length === 0) return null;
  return (
    <section className={classes.memberships}>
      <h3>{t("person.history")}</h3>
      <ul>
        {list.map((m) => (
          <li key={`${m.team}-${m.kind}-${m.since}`}>
            {t(`team.${m.kind}`, { name: m.team_name })} · {exact(m.since)}
            {m.until && ` – ${exact(m.until)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

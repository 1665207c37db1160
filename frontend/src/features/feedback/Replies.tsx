import { useTranslation } from "react-i18next";
import type { Reply } from "@/api/types";
import { Written } from "@/parts/Said";
import { dayOf } from "@/parts/time";
import classes from "./feedback.module.css";

/** What was said to a suggestion, by those who answer for the box and by who wrote it. */
export function Replies({ list }: { list: Reply[] }) {
  const { t } = useTranslation();
  if (list.length === 0) return null;
  return (
    <ul className={classes.replies}>
      {list.map((reply, i) => (
        <li key={i}>
          <p className={classes.quiet}>
            {reply.by_name || t("box.writer")}, {dayOf(reply.on)}
          </p>
          <p className={classes.text}>
            <Written text={reply.words} />
          </p>
        </li>
      ))}
    </ul>
  );
}

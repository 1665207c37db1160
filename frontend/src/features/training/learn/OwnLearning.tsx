import { Anchor } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { learningQuery } from "@/api/assignments";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { isOpen } from "../open";
import { AssignmentRows } from "./AssignmentRows";

const few = 3;

/** What an agent is to learn next. */
export function OwnLearning() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(learningQuery);
  const open = query.data?.filter(isOpen);
  return (
    <Section title={t("learning.to_learn")} id="own-learning">
      <Loaded query={{ ...query, data: open }} rows={1} empty={{ title: t("learning.none_open"), text: t("learning.none_open_text") }}>
        {(rows) => (
          <>
            <AssignmentRows rows={rows.slice(0, few)} label={t("learning.to_learn")} />
            {rows.length > few && (
              <Anchor component={Link} to="/learning">
                {t("learning.all")}
              </Anchor>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

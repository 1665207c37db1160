import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { previewQuery } from "@/api/modules";
import { Preview } from "@/features/training/learn/Preview";
import { Page } from "@/parts/Page";
import { Empty, Loaded } from "@/parts/States";

export function PreviewPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/modules/$id/preview" });
  const module = useQuery(previewQuery(id));
  return (
    <Page
      title={module.data?.title ?? t("editor.see_preview")}
      sub={t("editor.preview_means")}
      actions={
        <Button variant="default" component={Link} to={`/modules/${id}`}>
          {t("editor.back")}
        </Button>
      }
    >
      <Loaded query={module} rows={6}>
        {({ parts }) => (parts.length > 0 ? <Preview parts={parts} /> : <Empty title={t("learning.no_parts")} text={t("learning.no_parts_text")} />)}
      </Loaded>
    </Page>
  );
}

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { figuresQuery, moduleQuery } from "@/api/modules";
import { FiguresView } from "@/features/training/figures/FiguresView";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";

export function FiguresPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/modules/$id/figures" });
  const module = useQuery(moduleQuery(id));
  const figures = useQuery(figuresQuery(id));
  return (
    <Page
      title={module.data ? t("figures.of_module", { title: module.data.title }) : t("figures.title")}
      actions={
        <>
          <Button variant="default" component={Link} to={`/modules/assignments?module=${id}`}>
            {t("assigning.title")}
          </Button>
          <Button variant="default" component={Link} to={`/modules/${id}`}>
            {t("editor.back")}
          </Button>
        </>
      }
    >
      <Loaded query={figures} rows={6}>
        {(data) => <FiguresView of={data} />}
      </Loaded>
    </Page>
  );
}

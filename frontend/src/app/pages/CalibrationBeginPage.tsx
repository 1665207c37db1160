import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BeginForm } from "@/features/calibration/BeginForm";
import { Page } from "@/parts/Page";

export function CalibrationBeginPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  return (
    <Page title={t("calibration.begin")} sub={t("calibration.sub")}>
      <BeginForm
        onDone={({ id }) => {
          void cache.invalidateQueries({ queryKey: ["calibrations", "list"] });
          void navigate({ to: "/calibrations/$id", params: { id } });
        }}
        onCancel={() => void navigate({ to: "/calibrations" })}
      />
    </Page>
  );
}

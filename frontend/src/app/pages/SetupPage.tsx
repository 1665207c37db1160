import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SetupForm } from "@/features/session/SetupForm";
import { Door } from "./Door";

export function SetupPage() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const done = () => {
    cache.clear();
    void navigate({ to: "/people" });
  };
  return (
    <Door title={t("setup.title")} text={t("setup.text")}>
      <SetupForm onDone={done} />
    </Door>
  );
}

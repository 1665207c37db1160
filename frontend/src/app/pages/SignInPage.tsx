import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { aboutQuery, sessionQuery } from "@/api/session";
import { SignInForm } from "@/features/session/SignInForm";
import { Door } from "./Door";

export function SignInPage() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const router = useRouter();
  const { to } = useSearch({ from: "/sign-in" });
  const about = useQuery(aboutQuery);

  async function enter() {
    cache.removeQueries({ predicate: (query) => query.queryKey[0] !== "about" });
    await cache.fetchQuery({ ...sessionQuery, staleTime: 0 });
    router.history.push(to?.startsWith("/") && !to.startsWith("//") ? to : "/");
  }

  return (
    <Door title={t("sign_in.title")} text={t("sign_in.text")} demo={about.data?.demo}>
      <SignInForm about={about.data} onDone={() => void enter()} />
    </Door>
  );
}

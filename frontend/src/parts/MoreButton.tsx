import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

export function MoreButton({ query }: Props) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  return (
    <Button variant="default" mx="auto" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
      {t("list.more")}
    </Button>
  );
}

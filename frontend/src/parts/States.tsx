import { Button, Group, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import classes from "./states.module.css";

interface QueryLike<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  isFetching?: boolean;
  refetch: () => unknown;
}

interface Props<T> {
  query: QueryLike<T>;
  empty?: { title: string; text: string };
  rows?: number;
  children: (data: T) => ReactNode;
}

/** Loading, failed, empty or there: every list and page goes through here. */
export function Loaded<T>({ query, empty, rows = 5, children }: Props<T>) {
  if (query.data === undefined && query.error) return <Failed error={query.error} retry={query.refetch} busy={query.isFetching} />;
  if (query.data === undefined) return <Loading rows={rows} />;
  if (empty && Array.isArray(query.data) && query.data.length === 0) return <Empty {...empty} />;
  return children(query.data);
}

/** Shows its sections once all that they rest on was read, so that none pushes another away as it comes. */
export function Together({ of, rows, children }: { of: { isPending: boolean }[]; rows: number; children: ReactNode }) {
  return of.some(({ isPending }) => isPending) ? <Loading rows={rows} /> : children;
}

export function Loading({ rows = 5 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className={classes.loading} role="status">
      <span className="visually-hidden">{t("list.loading")}</span>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={40} animate={false} />
      ))}
    </div>
  );
}

export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      <p>{text}</p>
      {children}
    </div>
  );
}

export function Failed({ error, retry, busy }: { error: unknown; retry: () => unknown; busy?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={classes.empty} role="alert">
      <p className={classes.title}>{t(isFault(error, 404) ? "fault.not_found" : "fault.not_loaded")}</p>
      <p>{useFaultWords(error)}</p>
      {isFault(error, 404) ? (
        <Group gap="xs" mt="xs">
          <Button variant="default" onClick={() => history.back()}>
            {t("fault.back")}
          </Button>
          <Button variant="default" component={Link} to="/">
            {t("fault.home")}
          </Button>
        </Group>
      ) : (
        <Button variant="default" loading={busy} onClick={() => retry()}>
          {t("fault.retry")}
        </Button>
      )}
    </div>
  );
}

export function useFaultWords(error: unknown): string {
  const { t } = useTranslation();
  if (!isFault(error)) return t("fault.unknown");
  if (error.offline) return t("fault.offline");
  if (error.status === 404) return t("fault.not_found_why");
  if (error.status >= 500) return t("fault.server");
  return error.message || t("fault.unknown");
}

export function FaultLine({ error }: { error: unknown }) {
  const words = useFaultWords(error);
  return error ? (
    <p className={classes.line} role="alert">
      {words}
    </p>
  ) : null;
}

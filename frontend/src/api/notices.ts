import { queryOptions } from "@tanstack/react-query";
import { filled, http, must } from "./client";
import { keyset } from "./keyset";
import type { NoticeSettings } from "./types";

/** What one was told of, the newest first. */
export const noticesQuery = keyset(["notices", "list"], (after, signal) =>
  must(http.GET("/api/v1/me/notices", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

/** How many of them one has not read; from 100 on they are not counted. */
export const unreadQuery = queryOptions({
  queryKey: ["notices", "unread"],
  queryFn: async ({ signal }) => (await must(http.GET("/api/v1/me/notices/unread", { signal }))).unread,
});

/** Notes that these were read, or the newest with all before it. */
export const readNotices = (body: { ids: string[] } | { up_to: string }) => must(http.POST("/api/v1/me/notices/read", { body }));

export const noticeSettingsQuery = queryOptions({
  queryKey: ["notice-settings"],
  queryFn: ({ signal }) => must(http.GET("/api/v1/me/notice-settings", { signal })),
});

export const saveNoticeSettings = (body: NoticeSettings) => must(http.PUT("/api/v1/me/notice-settings", { body }));

import { queryOptions } from "@tanstack/react-query";
import { http, must, mustBe } from "./client";
import { isFault } from "./fault";
import type { About, Role, Session } from "./types";

export const aboutQuery = queryOptions({
  queryKey: ["about"],
  queryFn: ({ signal }) => mustBe<About>(http.GET("/api/v1/about", { signal })),
  staleTime: 5 * 60_000,
});

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await mustBe<Session>(http.GET("/api/v1/session", { signal }));
    } catch (fault) {
      if (isFault(fault, 401)) return null;
      throw fault;
    }
  },
  staleTime: 5 * 60_000,
});

export const signIn = (body: { email: string; password: string }) => must(http.POST("/api/v1/session", { body }));
export const signOut = () => must(http.DELETE("/api/v1/session"));
export const setUp = (body: { name: string; email: string; password: string }) =>
  must(http.POST("/api/v1/setup", { body }));
export const changePassword = (body: { current: string; new: string }) =>
  must(http.PUT("/api/v1/me/password", { body }));

export const preferencesQuery = queryOptions({
  queryKey: ["preferences"],
  queryFn: async ({ signal }) => (await must(http.GET("/api/v1/me/preferences", { signal }))).preferences,
  staleTime: Infinity,
});

export const savePreferences = (preferences: Record<string, unknown>) =>
  must(http.PUT("/api/v1/me/preferences", { body: { preferences } }));

export const holds = (session: Session | null | undefined, ...any: Role[]) =>
  !!session && any.some((role) => session.roles.includes(role));

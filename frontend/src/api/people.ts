import { queryOptions } from "@tanstack/react-query";
import { filled, http, must, mustBe } from "./client";
import { everyPage, keyset } from "./keyset";
import type { Page, Role, User } from "./types";

export const usersQuery = (q: string) =>
  keyset(["users", "list", q], (after, signal) => {
    const asked = filled({ q, after, limit: 50 });
    return mustBe<Page<User>>(
      q ? http.POST("/api/v1/users/search", { body: asked, signal }) : http.GET("/api/v1/users", { params: { query: asked }, signal }),
    );
  });

export const userQuery = (id: string) =>
  queryOptions({
    queryKey: ["users", "one", id],
    queryFn: ({ signal }) => mustBe<User>(http.GET("/api/v1/users/{id}", { params: { path: { id } }, signal })),
  });

export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  queryFn: ({ signal }) =>
    everyPage((after) => must(http.GET("/api/v1/teams", { params: { query: filled({ after, limit: 200 }) }, signal }))),
});

export const unmatchedQuery = keyset(["users", "unmatched"], (after, signal) =>
  must(http.GET("/api/v1/users/unmatched", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

export interface NewUser {
  name: string;
  email: string;
  roles: Role[];
  password?: string;
  external_ids?: string[];
  member_of?: string;
  leads?: string[];
  languages?: string[];
}

export const addUser = (body: NewUser) => must(http.POST("/api/v1/users", { body }));

export const changeUser = (id: string, body: Partial<NewUser> & { disabled?: boolean }) =>
  must(http.PATCH("/api/v1/users/{id}", { params: { path: { id } }, body }));

export const addTeam = (name: string) => must(http.POST("/api/v1/teams", { body: { name } }));

export const renameTeam = (id: string, name: string) =>
  must(http.PATCH("/api/v1/teams/{id}", { params: { path: { id } }, body: { name } }));

export const match = (body: { source: string; agent_ref: string; user: string }) =>
  must(http.POST("/api/v1/users/unmatched", { body }));

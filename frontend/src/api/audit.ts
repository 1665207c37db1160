import { filled, http, must } from "./client";
import { keyset } from "./keyset";

export interface AuditQuery {
  actor?: string;
  action?: string;
  from?: string;
  to?: string;
}

/** Who did and read what, the newest first. */
export const auditQuery = (filter: AuditQuery) =>
  keyset(["audit", filter], (after, signal) => must(http.GET("/api/v1/audit", { params: { query: filled({ ...filter, after, limit: 50 }) }, signal })));

/** Who read one's own scores. */
export const ownLooksQuery = keyset(["looks"], (after, signal) =>
  must(http.GET("/api/v1/me/looks", { params: { query: filled({ after, limit: 20 }) }, signal })),
);

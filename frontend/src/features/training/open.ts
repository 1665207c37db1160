import type { ModuleAssignment } from "@/api/types";

/** Whether there is something to do in an assignment. */
export const isOpen = ({ status }: Pick<ModuleAssignment, "status">) => status === "assigned" || status === "in_progress";

import type { Notice } from "@/api/types";
import { english } from "@/words/words";

const words: Record<Notice["kind"], string> = english.notice.kind; // a kind that has no words does not compile

export const noticeKinds = Object.keys(words) as Notice["kind"][];

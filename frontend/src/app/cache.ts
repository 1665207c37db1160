import { QueryClient } from "@tanstack/react-query";
import { isFault } from "@/api/fault";

const worthRetrying = (fault: unknown) => !isFault(fault) || fault.status === 0 || fault.status >= 500;

export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (times, fault) => times < 2 && worthRetrying(fault),
      retryDelay: (times) => Math.min(800 * 2 ** times, 5000),
    },
    mutations: { retry: false },
  },
});

import createClient from "openapi-fetch";
import { acceptLanguage, chosenLanguage, wishedLanguages } from "./language";
import { Fault, toFault } from "./fault";
import type { paths } from "./schema.gen";

export const http = createClient<paths>({ baseUrl: window.location.origin, credentials: "same-origin" });

http.use({
  onRequest({ request }) {
    const chosen = chosenLanguage();
    if (chosen) request.headers.set("Accept-Language", acceptLanguage(wishedLanguages(chosen)));
  },
});

let signedOut = () => {};

export function onSignedOut(run: () => void) {
  signedOut = run;
}

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Gives the body of a good answer and throws a Fault for every other, an unreachable server included. */
export async function must<T>(call: Promise<Answered<T>>): Promise<T> {
  const answer = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new Fault(0, "offline", "");
  });
  if (answer.response.ok) return answer.data as T;
  const fault = toFault(answer.response.status, answer.error);
  if (fault.status === 401 && !answer.response.url.endsWith("/session")) signedOut();
  throw fault;
}

export const ifMatch = (revision: number) => ({ "If-Match": `"${revision}"` });

/** The same as must, in the narrower words of types.ts. */
export const mustBe = <T>(call: Promise<Answered<unknown>>) => must(call) as Promise<T>;

/** Leaves out what is empty, so that an unset filter is not sent. */
export function filled<T extends object>(query: T): T {
  return Object.fromEntries(Object.entries(query).filter(([, v]) => v !== undefined && v !== "" && v !== null)) as T;
}

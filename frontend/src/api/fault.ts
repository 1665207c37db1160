export interface FieldFault {
  location: string;
  message: string;
}

export class Fault extends Error {
  readonly status: number;
  readonly title: string;
  readonly fields: FieldFault[];

  constructor(status: number, title: string, detail: string, fields: FieldFault[] = []) {
    super(detail || title);
    this.name = "Fault";
    this.status = status;
    this.title = title;
    this.fields = fields;
  }

  get offline() {
    return this.status === 0;
  }
}

interface ProblemBody {
  title?: string | null;
  detail?: string | null;
  errors?: { location?: string | null; message?: string | null }[] | null;
}

export function toFault(status: number, body: unknown): Fault {
  const problem: ProblemBody = typeof body === "object" && body !== null ? (body as ProblemBody) : {};
  const fields = (problem.errors ?? []).map((e) => ({ location: e.location ?? "", message: e.message ?? "" }));
  return new Fault(status, problem.title ?? "", problem.detail ?? "", fields);
}

export function isFault(error: unknown, status?: number): error is Fault {
  return error instanceof Fault && (status === undefined || error.status === status);
}

/** Where every one of GitHub's error answers points. */
export const docs = "https://docs.github.com/rest";

/** An answer that says no, as GitHub would word it. Thrown by acts, written by the door. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    more: { errors?: unknown[]; headers?: Record<string, string>; documentationUrl?: string } = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.headers = more.headers ?? {};
    this.body = {
      message,
      ...(more.errors === undefined ? {} : { errors: more.errors }),
      documentation_url: more.documentationUrl ?? docs,
      status: String(status),
    };
  }
}

export const notFound = () => new Refusal(404, "Not Found");
export const notAccessible = () => new Refusal(403, "Resource not accessible by integration");
export const forbidden = (message: string) => new Refusal(403, message);
export const conflict = (message: string) => new Refusal(409, message);
export const unprocessable = (message: string) => new Refusal(422, message);

export type FieldFault = {
  resource: string;
  field?: string;
  code: string;
  message?: string;
  value?: unknown;
};

/** The details are in `errors`; clients put them behind the message themselves. */
export function validationFailed(...errors: FieldFault[]): Refusal {
  return new Refusal(422, "Validation Failed", { errors });
}

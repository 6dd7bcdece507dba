import { validationFailed } from "../refusal.ts";

/** GitHub counts characters, not bytes, in the bodies of issues, pull requests and comments. */
export const bodyMax = 65_536;
export const titleMax = 256;

export function checkBody(resource: string, body: string | null | undefined): void {
  if ((body?.length ?? 0) <= bodyMax) return;
  throw validationFailed({
    resource,
    field: "body",
    code: "custom",
    message: `body is too long (maximum is ${bodyMax} characters)`,
  });
}

export function checkTitle(resource: string, title: string | null | undefined): void {
  if (title === undefined) return;
  if (title === null || title.trim() === "")
    throw validationFailed({ resource, field: "title", code: "missing_field" });
  if (title.length <= titleMax) return;
  throw validationFailed({
    resource,
    field: "title",
    code: "custom",
    message: `title is too long (maximum is ${titleMax} characters)`,
  });
}

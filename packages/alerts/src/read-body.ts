import { no, yes, type Result } from "@muster/kernel";
import type { z } from "zod";
import { bodyMax, type Incoming, type Misread } from "./source.ts";

// The language's library knows no decoder; every runtime that we run on has this one, and it does no I/O.
declare const TextDecoder: {
  new (encoding: string, options: { fatal: boolean }): { decode(bytes: Uint8Array): string };
};

/** The body as text. Declared encodings are not believed: UTF-8 if it is UTF-8, else one letter per byte. */
export function readText({ body }: Incoming): Result<string, Misread> {
  if (body.length > bodyMax) {
    return no({
      kind: "too-large",
      because: `The body has ${Math.ceil(body.length / 1024 / 1024)} MiB; ${bodyMax / 1024 / 1024} MiB fit.`,
      fix: "Send fewer alerts at once: in Alertmanager or Grafana set `max_alerts` on the webhook, and group by more labels.",
    });
  }
  if (body[0] === 0x1f && body[1] === 0x8b) {
    return no(unreadable("The body is compressed.", "Send it without `Content-Encoding`."));
  }
  try {
    return yes(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return yes(new TextDecoder("windows-1252", { fatal: false }).decode(body));
  }
}

/** The body as JSON of the shape that the source uses. `fix` says what to send when it is something else. */
export function readJson<Shape>(
  incoming: Incoming,
  shape: z.ZodType<Shape>,
  fix: string,
): Result<Shape, Misread> {
  const text = readText(incoming);
  if (!text.ok) return text;
  const value = parseJson(text.value, fix);
  return value.ok ? checkShape(value.value, shape, fix) : value;
}

export function parseJson(text: string, fix: string): Result<unknown, Misread> {
  try {
    return yes(JSON.parse(text) as unknown);
  } catch {
    return no(unreadable(text.trim() === "" ? "The body is empty." : "The body is not JSON.", fix));
  }
}

/** The first thing that is wrong is told; whoever sends this mends a template, not a form. */
export function checkShape<Shape>(
  value: unknown,
  shape: z.ZodType<Shape>,
  fix: string,
): Result<Shape, Misread> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return yes(parsed.data);
  const [issue] = parsed.error.issues;
  return no(unreadable(issue === undefined ? "The body has another shape." : sayIssue(issue), fix));
}

export function unreadable(because: string, fix: string): Misread {
  return { kind: "unreadable", because, fix };
}

const kinds: Record<string, string> = {
  string: "text",
  array: "a list",
  object: "an object",
  record: "an object",
  number: "a number",
};

/** `alerts[0].labels` is not an object. Names from the body are somebody else's and are cut. */
function sayIssue(issue: z.core.$ZodIssue): string {
  const where = issue.path
    .slice(0, 6)
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step).slice(0, 40)}`))
    .join("")
    .replace(/^\./, "");
  const name = where === "" ? "The body" : `\`${where}\``;
  if (issue.code === "invalid_type") return `${name} is not ${kinds[issue.expected] ?? issue.expected}.`;
  if (issue.code === "invalid_value") {
    return `${name} is to be ${issue.values.map((value) => `\`${String(value)}\``).join(" or ")}.`;
  }
  return issue.code === "custom" ? `${name} ${issue.message}` : `${name} has another shape than expected.`;
}

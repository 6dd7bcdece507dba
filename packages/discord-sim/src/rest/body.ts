import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { limits } from "../limits.ts";
import type { Upload } from "../messages.ts";
import { DiscordRefusal } from "../refusal.ts";

export type ReadBody = { json: unknown; files: Upload[] };

/** Reads a whole request: JSON, or the multipart form Discord wants for files (`payload_json`, `files[n]`). */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const type = request.headers["content-type"] ?? "";
  const raw = await readAll(request);
  if (raw.length === 0) return { json: undefined, files: [] };
  if (!type.startsWith("multipart/form-data")) return { json: parse(raw.toString("utf8")), files: [] };
  return readForm(raw, request);
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer; // no encoding was set, so the stream gives bytes
    size += bytes.length;
    if (size > limits.requestBytesMax) throw new DiscordRefusal("requestTooLarge");
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DiscordRefusal("badJson");
  }
}

function readForm(raw: Buffer, request: IncomingMessage): Promise<ReadBody> {
  return new Promise((resolve, reject) => {
    const files: Upload[] = [];
    let payload = "{}";
    const form = busboy({ headers: request.headers, limits: { fieldSize: limits.requestBytesMax } });
    form.on("field", (name, value) => {
      if (name === "payload_json") payload = value;
    });
    form.on("file", (field, stream, about) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () =>
        files.push({
          field,
          name: about.filename ?? "file",
          contentType: about.mimeType,
          bytes: Buffer.concat(parts),
        }),
      );
    });
    form.on("close", () => {
      try {
        resolve({ json: parse(payload), files });
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    form.on("error", () => reject(new DiscordRefusal("badJson")));
    form.end(raw);
  });
}

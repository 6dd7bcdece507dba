import type { ServerResponse } from "node:http";
import type { Core } from "../core.ts";

/** Attachments come back under the address their message shows. */
export function serveFile(core: Core, path: string, response: ServerResponse): void {
  const id = /^\/cdn\/(?:ephemeral-)?attachments\/\d+\/(\d+)\//.exec(path)?.[1];
  const file = core.world.files[id ?? ""];
  const bytes = file === undefined ? undefined : core.bytes.get(file.sha256);
  if (file === undefined || bytes === undefined) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(200, {
      "Content-Type": file.contentType,
      "Content-Length": String(bytes.length),
      // Somebody else's file must never run as a page of this origin.
      "Content-Disposition": "attachment",
      "X-Content-Type-Options": "nosniff",
    })
    .end(bytes);
}

/** More comes in than memory should hold. Nothing of the request is kept. */
export class Busy extends Error {
  override name = "Busy";
}

/** The exact bytes of a body; `too-large` as soon as it is known, without keeping what came. */
export type ReadBytes = (request: Request, maxBytes: number) => Promise<Uint8Array | "too-large">;

/** All bodies that are read at one time share `atOnceMax` bytes; whoever comes on top of that is told to come again. */
export function createReader(atOnceMax: number): ReadBytes {
  let atOnce = 0;
  return async (request, maxBytes) => {
    if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return "too-large";
    if (request.body === null) return new Uint8Array();
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of request.body) {
        size += chunk.byteLength;
        atOnce += chunk.byteLength;
        if (size > maxBytes) return "too-large";
        if (atOnce > atOnceMax) throw new Busy("too many bytes at once");
        chunks.push(chunk);
      }
    } finally {
      atOnce -= size;
    }
    return new Uint8Array(Buffer.concat(chunks, size));
  };
}

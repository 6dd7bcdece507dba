/** More comes in than memory should hold. Nothing of the request is kept. */
export class Busy extends Error {
  override name = "Busy";
}

/** The exact bytes of a body; `too-large` as soon as it is known, without keeping what came. */
export type ReadBytes = (request: Request, maxBytes: number) => Promise<Uint8Array | "too-large">;

/** Bodies that say they are no larger than this are read at one go and not counted: the door has room for one on each connection. */
const usualMaxBytes = 256 * 1024;

/**
 * All larger bodies that are read at one time share `atOnceMax` bytes; whoever comes on top of that is told to come again. What has
 * arrived counts, not what was announced, so that nobody takes all the room by a promise.
 */
export function createReader(atOnceMax: number): ReadBytes {
  let atOnce = 0;

  async function readLarge(
    body: ReadableStream<Uint8Array>,
    maxBytes: number,
  ): Promise<Uint8Array | "too-large"> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of body) {
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
  }

  return async (request, maxBytes) => {
    const announced = request.headers.get("content-length");
    if (announced !== null) {
      const length = Number(announced);
      if (length > maxBytes) return "too-large";
      // Node hands out no more of a body than its announced length.
      if (length <= usualMaxBytes) return new Uint8Array(await request.arrayBuffer());
    }
    return request.body === null ? new Uint8Array() : readLarge(request.body, maxBytes);
  };
}

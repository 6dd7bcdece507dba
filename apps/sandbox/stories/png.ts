import { crc32, deflateSync, inflateSync } from "node:zlib";

/* https://www.w3.org/TR/png-3/ */

export type Png = { bytes: Buffer; width: number; height: number };

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Red, green and blue, as a browser writes a picture without transparency. */
const bytesPerPixel = 3;

/** The same picture in fewer bytes: a browser packs for speed, and text packs best without filters. */
export function packed(bytes: Buffer): Png {
  const chunks = chunksOf(bytes);
  const header = chunks.find(({ type }) => type === "IHDR")?.data;
  if (header === undefined || header[9] !== 2 || header[12] !== 0)
    throw new Error("That is no plain picture in RGB.");
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const filtered = inflateSync(
    Buffer.concat(chunks.flatMap(({ type, data }) => (type === "IDAT" ? [data] : []))),
  );
  const image = deflateSync(withoutFilters(filtered, width * bytesPerPixel, height), { level: 9 });
  const parts = [chunk("IHDR", header), chunk("IDAT", image), chunk("IEND", Buffer.alloc(0))];
  return { bytes: Buffer.concat([signature, ...parts]), width, height };
}

function chunksOf(bytes: Buffer): { type: string; data: Buffer }[] {
  if (!bytes.subarray(0, 8).equals(signature)) throw new Error("That is no PNG.");
  const found: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < bytes.length;) {
    const size = bytes.readUInt32BE(at);
    found.push({
      type: bytes.toString("latin1", at + 4, at + 8),
      data: bytes.subarray(at + 8, at + 8 + size),
    });
    at += size + 12;
  }
  return found;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

/** What each kind of filter took a byte to be, from the one before it, the one above, and the one before that. */
const guesses: ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  (left, up, corner) => {
    const [toLeft, toUp] = [Math.abs(up - corner), Math.abs(left - corner)];
    const toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) return left;
    return toUp <= toCorner ? up : corner;
  },
];

function withoutFilters(filtered: Buffer, rowSize: number, rows: number): Buffer {
  const plain = Buffer.alloc(filtered.length);
  const stride = rowSize + 1;
  for (let row = 0; row < rows; row += 1) {
    const start = row * stride;
    const guess = guesses[filtered[start] ?? 0] ?? guesses[0]!; // The list has the first.
    for (let at = 1; at < stride; at += 1) {
      const [here, above] = [start + at, start + at - stride];
      const hasLeft = at > bytesPerPixel;
      const left = hasLeft ? plain[here - bytesPerPixel]! : 0;
      const up = row > 0 ? plain[above]! : 0;
      const corner = hasLeft && row > 0 ? plain[above - bytesPerPixel]! : 0;
      plain[here] = filtered[here]! + guess(left, up, corner);
    }
  }
  return plain;
}

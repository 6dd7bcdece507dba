declare const TextEncoder: { new (): { encode(text: string): Uint8Array } };

/**
 * The fingerprint by which Prometheus and Alertmanager know a set of labels: FNV-1a, 64 bits, over `name 0xff value 0xff` in the order of
 * the names' bytes, as 16 hex digits. https://github.com/prometheus/common/blob/main/model/signature.go
 */
export function fingerprintOf(labels: Record<string, string>): string {
  const encoder = new TextEncoder();
  // The offset basis 0xcbf29ce484222325 as four numbers of 16 bits, the lowest first: exact in plain arithmetic.
  const sum = [0x2325, 0x8422, 0x9ce4, 0xcbf2];
  const names = Object.keys(labels).sort(byCodePoint);
  for (const name of names) {
    for (const text of [name, labels[name]!]) {
      for (const byte of encoder.encode(text)) add(sum, byte);
      add(sum, 0xff);
    }
  }
  return sum
    .toReversed()
    .map((part) => part.toString(16).padStart(4, "0"))
    .join("");
}

/** One step: xor, then times 0x100000001b3. */
function add(sum: number[], byte: number): void {
  const [a, b, c, d] = [sum[0]! ^ byte, sum[1]!, sum[2]!, sum[3]!];
  const low = a * 0x1b3;
  const second = b * 0x1b3 + (low >>> 16);
  const third = c * 0x1b3 + a * 0x100 + (second >>> 16);
  const fourth = d * 0x1b3 + b * 0x100 + Math.floor(third / 0x10000);
  sum[0] = low & 0xffff;
  sum[1] = second & 0xffff;
  sum[2] = third & 0xffff;
  sum[3] = fourth & 0xffff;
}

/** Go sorts strings by their bytes, which is the order of code points, not of UTF-16 units. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export type DiffLine = { mark: "same" | "added" | "removed" | "skipped"; text: string };

/** Above this many pairs a comparison would take longer than anybody waits; then all old lines go and all new ones come. */
const pairsMax = 4_000_000;
const around = 3;

/** What changed between two texts, line by line, with a little of what is around it. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = linesOf(before);
  const fresh = linesOf(after);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(old.length, fresh.length) - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  )
    tail += 1;
  const middle = compare(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  return folded([...same(old.slice(0, head)), ...middle, ...same(old.slice(old.length - tail))]);
}

const linesOf = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));
const same = (lines: string[]): DiffLine[] => lines.map((text) => ({ mark: "same", text }));

function compare(old: string[], fresh: string[]): DiffLine[] {
  if (old.length * fresh.length > pairsMax) {
    return [
      ...old.map((text): DiffLine => ({ mark: "removed", text })),
      ...fresh.map((text): DiffLine => ({ mark: "added", text })),
    ];
  }
  const width = fresh.length + 1;
  /** Longest common run of lines from (i, j) to both ends. */
  const common = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        old[i] === fresh[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      lines.push({ mark: "same", text: old[i]! });
      i += 1;
      j += 1;
    } else if (
      i < old.length &&
      (j === fresh.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    ) {
      lines.push({ mark: "removed", text: old[i]! });
      i += 1;
    } else {
      lines.push({ mark: "added", text: fresh[j]! });
      j += 1;
    }
  }
  return lines;
}

/** Long stretches that did not change become one line that says how long they are. */
function folded(lines: DiffLine[]): DiffLine[] {
  const isNear = lines.map((_line, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ mark }) => mark !== "same"),
  );
  const shown: DiffLine[] = [];
  let left = 0;
  const say = (): void => {
    if (left > 0) shown.push({ mark: "skipped", text: `${left} line${left === 1 ? "" : "s"} as before` });
    left = 0;
  };
  lines.forEach((line, at) => {
    if (isNear[at] !== true) {
      left += 1;
      return;
    }
    say();
    shown.push(line);
  });
  say();
  return shown;
}

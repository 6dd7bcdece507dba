// Writes docs/requirements.md: for every line of the policies that Muster carries out, the tests that prove it, or the
// reason why it is not software's to do. A test proves a line by naming it: `test("S1-10: …")`, or `"S1-10, S1-11: …"`.
// With --check it only says whether the committed page is true and whether every line is accounted for. A line with `later`
// waits for a capability that is not built yet; the page says which.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const root = dirname(import.meta.dirname);
const page = join(root, "docs", "requirements.md");

const { groups } = JSON.parse(readFileSync(join(root, "docs", "requirements.json"), "utf8"));
const known = new Set(groups.flatMap(({ lines }) => lines.map(({ id }) => id)));
const proofs = collectProofs();

const unknown = [...proofs].filter(([id]) => !known.has(id));
for (const [id, files] of unknown)
  console.error(`${[...files].join(", ")} names ${id}, which is not in docs/requirements.json`);
if (unknown.length > 0) process.exit(1);

const open = groups
  .flatMap(({ lines }) => lines)
  .filter(({ id, reason, later }) => !proofs.has(id) && reason === undefined && later === undefined);
const text = write();
if (!process.argv.includes("--check")) {
  writeFileSync(page, text);
} else if (read(page) !== text) {
  console.error(
    "docs/requirements.md no longer says what the tests prove. Write it anew: node scripts/requirements.mjs",
  );
  process.exit(1);
}
if (open.length > 0) {
  console.error(
    `No test names ${open.map(({ id }) => id).join(", ")}. Prove each, or give it a "reason" in docs/requirements.json.`,
  );
  process.exit(1);
}

/** Which files prove which line. Titles are read from the source, so a line counts only while its test exists. */
function collectProofs() {
  const found = new Map();
  const ids = "(?:B\\d+|S\\d+R?-\\d+)";
  const title = new RegExp(`["'\`](${ids}(?:, ?${ids})*): `, "g");
  for (const file of testFiles()) {
    for (const [, list] of readFileSync(file, "utf8").matchAll(title)) {
      for (const id of list.split(/, ?/)) {
        found.set(id, (found.get(id) ?? new Set()).add(relative(root, file)));
      }
    }
  }
  return found;
}

function testFiles() {
  const members = ["packages", "apps"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
  );
  return members
    .flatMap((member) => ["src", "test", "stories"].map((folder) => join(member, folder)))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)))
    .filter((file) => file.endsWith(".test.ts"))
    .toSorted();
}

function write() {
  const all = groups.flatMap(({ lines }) => lines);
  const proven = all.filter(({ id }) => proofs.has(id)).length;
  const reasoned = all.filter(({ id, reason }) => !proofs.has(id) && reason !== undefined).length;
  const waiting = all.filter(({ id, later }) => !proofs.has(id) && later !== undefined).length;
  const head = [
    "# Requirements",
    "",
    "Every line of the policies that Muster carries out, and the tests that prove it. Generated from the titles of the",
    "tests by `scripts/requirements.mjs`; `npm test` fails when it is out of date. The lines are in `requirements.json`.",
    "",
    `${proven} of ${all.length} lines are proven by tests, ${reasoned} are a text, a link or a human's act, with the place named, ${waiting} wait for a capability that is not built yet.`,
    "",
  ];
  const tables = groups.flatMap(({ title, lines }) => [
    `## ${title}`,
    "",
    "| Line | What it asks | Proven by |",
    "|---|---|---|",
    ...lines.map((line) => `| ${line.id} | ${cell(line.text)} | ${proofOf(line)} |`),
    "",
  ]);
  return [...head, ...tables].join("\n");
}

function proofOf({ id, reason, later }) {
  const files = [...(proofs.get(id) ?? [])].toSorted();
  if (files.length > 0) return files.map((file) => `[${file}](../${file})`).join("<br>");
  if (reason !== undefined) return cell(reason);
  return later === undefined ? "not yet" : `not yet: ${cell(later)}`;
}

function cell(words) {
  return words.replaceAll("|", "\\|");
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

import { documentsOf, type Policy } from "@muster/policy";

export type Which = {
  /** The policy's document; null for a file that has to tell all of it, such as one that was written by hand. */
  document: string | null;
};

const day = "\\d{4}-\\d{2}-\\d{2}";
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Where `incidents/{date}-{slug}.md` leads to, for any date and slug. The path may begin outside the repository. */
function patternOf(path: string): RegExp {
  const source = path
    .split(/(\{date\}|\{slug\})/)
    .map((part) => (part === "{date}" ? day : part === "{slug}" ? "[^/]+?" : escaped(part)))
    .join("");
  return new RegExp(`(?:^|/)${source}$`);
}

/** The folder in which the policy's postmortems lie; `.` is the repository's own. */
export function postmortemFolder(policy: Policy): string {
  const parts = policy.postmortem.path.split("/").slice(0, -1);
  const open = parts.findIndex((part) => part.includes("{"));
  return (open === -1 ? parts : parts.slice(0, open)).join("/") || ".";
}

/**
 * Which document a path of the repository is; null when it is none of the incidents' at all. `beside` are other paths that stand
 * there: only together with them does the main document of a policy with several leave out what those tell.
 */
export function whichDocument(policy: Policy, path: string, beside: readonly string[]): Which | null {
  const documents = documentsOf(policy, null);
  const found = documents.find((document) => patternOf(document.path).test(path));
  if (found === undefined) {
    const folder = postmortemFolder(policy);
    const [name = "", ...rest] = path.split("/").toReversed();
    const isInFolder = rest.toReversed().join("/") === (folder === "." ? "" : folder);
    return isInFolder && /\.(?:md|markdown)$/i.test(name) && !isIndex(name) ? { document: null } : null;
  }
  if (isIndex(path.split("/").at(-1) ?? "")) return null;
  if (!found.isMain || documents.length === 1) return { document: found.id };
  const others = documents.filter(({ isMain }) => !isMain).map((document) => patternOf(document.path));
  const isAccompanied = beside.some(
    (other) => sameIncident(path, other) && others.some((one) => one.test(other)),
  );
  return { document: isAccompanied ? found.id : null };
}

const isIndex = (name: string): boolean =>
  /^(?:readme|index|template|_.*|.*template)\.(?:md|markdown)$/i.test(name);

/** Documents of one incident share its date and slug, in whichever folder each lies. */
function sameIncident(path: string, other: string): boolean {
  const key = new RegExp(`${day}-[^/]+?(?=\\.(?:md|markdown)$|/)`, "i");
  const [a, b] = [key.exec(path)?.[0], key.exec(other)?.[0]];
  return a !== undefined && a === b;
}

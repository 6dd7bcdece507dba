/*
 * Whom GitHub will ask for a review by itself, from the repository's CODEOWNERS. The last line that matches a path counts.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */

/** GitHub takes the first of these that there is. */
export const codeownersPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** GitHub does not load a larger file. */
export const codeownersBytesMax = 3 * 1024 * 1024;

/** Owners of any of the paths: logins, and teams as `org/team`, in small letters. */
export function ownersOf(codeowners: string, paths: readonly string[]): string[] {
  const rules = codeowners.split(/\r\n|\n|\r/).flatMap((line) => {
    const [pattern, ...owners] = line
      .replace(/(?:^|\s)#.*$/, "")
      .trim()
      .split(/\s+/);
    return pattern === undefined || pattern === "" ? [] : [{ covers: covering(pattern), owners }];
  });
  const owners = paths.flatMap((path) => rules.findLast(({ covers }) => covers(path))?.owners ?? []);
  return [
    ...new Set(owners.filter((owner) => owner.startsWith("@")).map((owner) => owner.slice(1).toLowerCase())),
  ];
}

/** The patterns of .gitignore, without `!`, `[ ]` and a `\` at the beginning, as GitHub says. */
function covering(pattern: string): (path: string) => boolean {
  const bare = pattern.replace(/^\//, "").replace(/\/$/, "");
  const isAnchored = pattern.startsWith("/") || bare.includes("/");
  const source = bare
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) =>
      part === "**/"
        ? "(?:[^/]+/)*"
        : part === "**"
          ? ".*"
          : part === "*"
            ? "[^/]*"
            : part === "?"
              ? "[^/]"
              : escaped(part),
    )
    .join("");
  // `docs/*` covers the files of the folder, but not those of its folders; `docs` and `docs/` cover all below.
  const below = pattern.endsWith("/")
    ? "/.+"
    : bare.endsWith("*") && !bare.endsWith("**") && bare !== "*"
      ? ""
      : "(?:/.+)?";
  const regex = new RegExp(`${isAnchored ? "^" : "(?:^|/)"}${source}${below}$`);
  return (path) => regex.test(path);
}

const escaped = (text: string): string => text.replace(/[.+^${}()|[\]\\/]/g, "\\$&");

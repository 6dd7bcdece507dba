const parts = [
  { title: "Discord", readme: "packages/discord-sim/README.md" },
  { title: "GitHub", readme: "packages/github-sim/README.md" },
];

const heading = "## Where it differs";

/** What each simulator's own README says about where it is not the real thing, on one page. */
export function simulatorsPage(read: (path: string) => string): string {
  const sections = parts.map(({ title, readme }) => `## ${title}\n\n${differences(read(readme), readme)}`);
  return (
    [
      "# Where the simulators differ",
      "The sandbox and the tests run against a Discord and a GitHub of our own. They are meant to be stricter than the real ones. Where they are not the real thing, it stands here. The sandbox widens Discord's rate limits tenfold, because whoever tries things by hand declares more in a minute than a team does in a month.",
      ...sections,
      "",
    ]
      .join("\n\n")
      .trimEnd() + "\n"
  );
}

function differences(page: string, name: string): string {
  const start = page.indexOf(heading);
  if (start === -1) throw new Error(`${name} has no section "${heading}".`);
  const rest = page.slice(start + heading.length);
  const next = rest.search(/^## /m);
  return (next === -1 ? rest : rest.slice(0, next)).trim();
}

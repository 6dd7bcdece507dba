import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Figure } from "./figures.ts";
import { machine } from "./machine.ts";

export type Measured = { name: string; figures: Figure[]; load: string };

const page = join(import.meta.dirname, "..", "docs", "benchmarks.md");

/** What each bench means, in the order of the page. */
const sections: Record<string, { title: string; text: string }> = {
  declare: {
    title: "Calls and round trips",
    text: `Counted in the call logs of the simulators; a call waits for another one if it began after that one was answered, so the
chains are those that were observed, not those that the code intends. Every call takes the given time longer, on both platforms.
Without added time nothing tells what waits for what, so there only calls are counted. The warm-up, which also fetches tokens that are
kept afterwards, is not counted. A resolution opens a pull request with the postmortem: what reads the repository and makes branch,
commit and pull request is left out, the edits that show its link are not.`,
  },
  answer: {
    title: "First answer to a slash command",
    text: `From the moment the simulated Discord sends the interaction until it sees the request that answers it. The command is stored
for good in between. Muster runs as a process of its own; simulators and measurement are in another one, on the same cores. The load of the
machine stands below: where the comparison itself takes tens of milliseconds, other work kept the cores busy, and the figures are the machine's.`,
  },
  intake: {
    title: "Taking in webhooks",
    text: `Signed webhooks of 11,660 bytes over kept-alive connections from a load generator in a process of its own that writes prepared
requests to plain sockets. Muster's door has the delivery committed in PostgreSQL before it answers 202. *The floor* is the least that
a receiver can do that loses nothing: bare \`node:http\`, one HMAC, one insert of the bytes, with the same PostgreSQL. Probot is beside
it as the usual choice, with a handler that does nothing and no log; it answers before anything is stored, so what it has taken is
lost when it dies. Five rounds in turn; medians, and the median of the ratios of each round.`,
  },
  effects: {
    title: "From commit to delivery",
    text: `How long something that must be told to a platform waits in the outbox: the real engine and PostgreSQL, with hands that only
note when they were asked.`,
  },
  restart: {
    title: "Starting, and starting again",
    text: `\`muster up\` as a process, between simulators and a PostgreSQL that stay. It is ready when \`/healthz\` says so and Discord's
gateway has taken it in. For the kill, six incidents are declared at once at 150 ms per call, the process is killed as soon as the
first channel was made and started again at once; the time counts from the kill and includes the start.`,
  },
  memory: {
    title: "Memory",
    text: `Resident memory (\`VmRSS\`) of \`muster up\` as \`npm start\` runs it, with one server and one repository, without PostgreSQL.`,
  },
  growth: {
    title: "Growth",
    text: `What people ask for, on databases of different sizes in one PostgreSQL, all incidents of one team, asked in turn; medians of
200. \`--big\` adds a million.`,
  },
  metrics: {
    title: "Figures of very many incidents",
    text: `A team with a thousand and one with a million incidents over ten years. What is counted of an incident is worked out from its own record
when somebody first asks after it changed; the rest is one pass over narrow rows in PostgreSQL, whose least is to sort each of the times
once. Every other figure of the report, the shares and who carried what come with it.`,
  },
  storm: {
    title: "Alert storm",
    text: `2,000 alerts of 20 groups, posted the way Alertmanager posts without a wait: first the alert of each group that came first, then
all of the group. Muster keeps to the writes that GitHub allows in a minute, so the last issues and edits come when GitHub lets them.`,
  },
  crowd: {
    title: "What an incident costs GitHub",
    text: `A whole life in the sandbox, from the declaration to the merged postmortem, with an update each quarter of an hour and a person
who comments on the issue; and twenty declarations at one moment. GitHub limits what is created: about 80 a minute and 500 an hour
(<https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api>), and the simulator refuses what is beyond that.`,
  },
  actions: {
    title: "Action items in their four places",
    text: `The properties of two tests, played 5,000 times each. Trackers: as teams write them, both grammars, with line ends, byte order marks and
look-alikes; a change of status is one character of one line and reads back as what it is, or is refused. Interleavings: what people do
in Discord, on the issue, in the tracker and in the postmortem, heard late, twice and in any order, while Muster writes there; all end as
the last one meant.`,
  },
  opinion: {
    title: "A second opinion on the simulated GitHub",
    text: `The REST calls that Muster makes, made to our simulator and to \`emulate\` 0.12.2 (<https://github.com/vercel-labs/emulate>), which
others wrote. Rows are where the two differ in the status or the fields of an answer; only a status that GitHub documents otherwise counts
as broken. Neither of them is GitHub.`,
  },
  interleavings: {
    title: "Acts in any order",
    text: `People act in Discord and on GitHub at once (words, boxes, labels, closing, titles, dates, the tracker's lines), while webhooks come late, twice and out
of order and Muster's writes are lost before or after they were done. Then all is told and written, and the incident, its issue, the items' own
issues and the tracker must say the same, each item as somebody last meant it, with every word of people where they wrote it. The real core, intake and hands; GitHub is in memory.
\`SEED=17 vitest run interleavings\` plays one again and tells it.`,
  },
};

/** Writes the tables into the page. Those that were not measured this time stay as they are. */
export function writePage(measured: readonly Measured[]): void {
  const before = existsSync(page) ? readFileSync(page, "utf8") : "";
  const parts = Object.entries(sections).map(([name, { title, text }]) => {
    const own = measured.find((one) => one.name === name);
    const table = own === undefined ? tableIn(before, name) : tableOf(own);
    return `## ${title}\n\n\`npm run bench -- ${name}\`\n\n${text}\n\n<!-- ${name} -->\n\n${table}\n\n<!-- /${name} -->\n`;
  });
  writeFileSync(page, `${opening()}\n${parts.join("\n")}\n${closing}`);
}

function opening(): string {
  return `# Benchmarks

\`npm run bench\` measures all of this and ends with an error when a bound does not hold; \`npm run bench -- --write\` also writes this page.
Performance is not judged in tests, where a busy machine would decide: there only calls and queries are counted. Here a figure is a
count, a ratio to a floor that was measured in the same minute, or a time on the machine at hand.

Measured on: ${machine()}, shared with PostgreSQL, the simulators and the load generator. Times vary by a third
between runs, ratios and counts hardly.
`;
}

const closing = `## What is not measured

- The real Discord and GitHub. The simulators answer at once or after a set time; real answers vary.
- Power cuts. PostgreSQL runs with \`fsync\` on, and a kill of the process is measured; pulling the plug is not.
- Several replicas at once, hours of load, and servers with very many members.
- Other operating systems and processors.
`;

function tableOf({ figures, load }: Measured): string {
  const rows = figures.map(
    ({ what, value, bound, isHeld }) =>
      `| ${what} | ${value} | ${bound} | ${bound === "" ? "" : isHeld ? "yes" : "**no**"} |`,
  );
  return [
    "| | measured | bound | holds |",
    "| --- | --- | --- | --- |",
    ...rows,
    `| load average of the machine before | ${load} | | |`,
  ].join("\n");
}

function tableIn(text: string, name: string): string {
  const found = new RegExp(`<!-- ${name} -->\\n\\n([^]*?)\\n\\n<!-- /${name} -->`).exec(text)?.[1];
  return found ?? "Not measured yet.";
}

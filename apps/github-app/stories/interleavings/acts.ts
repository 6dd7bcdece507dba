import type { Command } from "@muster/incident";
import { bo } from "@muster/incident/testing";
import { readActionIssueMark } from "@muster/templates";
import { differences } from "./differences.ts";
import { trackerPath, type Act, type Acts, type World } from "./world.ts";

const newWords = (world: World): string => `words ${(world.count.words += 1)} of people.`;

const onIssue =
  (change: (world: World, body: string) => string | null): Act =>
  (world, who) => {
    const number = Number(world.memory.remotes.issue?.id);
    const { body } = world.hub.found(number);
    const changed = change(world, body);
    if (changed === null || changed === body) return null;
    world.hub.update(number, who, { body: changed });
    return `${who.login} edits the issue${setIn(body, changed)}`;
  };
/** For whoever reads a story: which boxes an edit set. */
function setIn(before: string, after: string): string {
  const boxes = (page: string): string[] =>
    page.split("\n").flatMap((line) => {
      const [, box, id] = /^- (\[.\]).*muster:action=\S+\/(A\d+)/.exec(line) ?? [];
      return box === undefined ? [] : [` ${id} ${box}`];
    });
  const was = boxes(before);
  return boxes(after)
    .filter((one) => !was.includes(one))
    .join("");
}

const writeAbove: Act = onIssue((world, body) => {
  const text = newWords(world);
  world.words.push({ where: "issue", text });
  return `${text}\n\n${body}`;
});
const writeBelow: Act = onIssue((world, body) => {
  const text = newWords(world);
  world.words.push({ where: "issue", text });
  return `${body}\n${text}\n`;
});
const writeInside: Act = onIssue((world, body) => {
  const at = body.indexOf("### ");
  if (at === -1) return null;
  const text = newWords(world);
  world.words.push({ where: "issue", text });
  return `${body.slice(0, at)}${text}\n\n${body.slice(at)}`;
});
const setBox: Act = onIssue((world, body) => {
  const line = world.pick(body.split("\n").filter((one) => /^- \[[ x]\].*muster:action=/.test(one)));
  if (line === undefined) return null;
  world.count.conflicts += world.memory.due.has("issue") ? 1 : 0;
  const status = line.startsWith("- [x]") ? "open" : "done";
  world.mean(idIn(line), { status, isVague: true });
  return body.replace(
    line,
    line.startsWith("- [x]") ? line.replace("[x]", "[ ]") : line.replace("[ ]", "[x]"),
  );
});

const closeOrReopen: Act = (world, who) => {
  const issue = world.hub.found(Number(world.memory.remotes.issue?.id));
  const state = issue.state === "open" ? "closed" : "open";
  world.hub.update(issue.number, who, {
    state,
    ...(state === "closed" ? { state_reason: "completed" } : {}),
  });
  return `${who.login} has the issue ${state}`;
};
const relabel: Act = (world, who) => {
  const issue = world.hub.found(Number(world.memory.remotes.issue?.id));
  const level = world.chance() < 0.5 ? "P2" : "P3";
  const labels = issue.labels.filter((label) => !label.startsWith("severity:"));
  world.hub.update(issue.number, who, { labels: [...labels, `severity:${level}`] });
  return `${who.login} sets severity:${level}`;
};
const unlabel: Act = (world, who) => {
  const issue = world.hub.found(Number(world.memory.remotes.issue?.id));
  const label = world.pick(issue.labels);
  world.hub.update(issue.number, who, { labels: issue.labels.filter((one) => one !== label) });
  return `${who.login} takes ${String(label)} away`;
};

const onItemIssue =
  (act: (world: World, number: number) => Parameters<World["hub"]["update"]>[2] | null): Act =>
  (world, who) => {
    const issue = world.pick(world.hub.issues.filter(({ body }) => readActionIssueMark(body) !== null));
    if (issue === undefined) return null;
    const change = act(world, issue.number);
    if (change === null) return null;
    world.hub.update(issue.number, who, change);
    return `${who.login} on ${issue.title}: ${Object.keys(change).join()} ${change.state ?? ""} ${change.state_reason ?? ""}`;
  };
const turnItem: Act = onItemIssue((world, number) => {
  const { state, body } = world.hub.found(number);
  const reason = world.chance() < 0.5 ? "completed" : "not_planned";
  const status = state === "closed" ? "open" : reason === "completed" ? "done" : "dropped";
  world.mean(itemOf(body), { status, isVague: true });
  return state === "open" ? { state: "closed", state_reason: reason } : { state: "open" };
});
const retitle: Act = onItemIssue((world, number) => {
  const text = `reworded ${newWords(world)}`;
  world.mean(itemOf(world.hub.found(number).body), { text });
  return { title: text };
});
const redate: Act = onItemIssue((world, number) => {
  const { body } = world.hub.found(number);
  const due = `2026-03-${10 + Math.floor(world.chance() * 20)}`;
  if (body.includes(due)) return null;
  world.mean(itemOf(body), { due });
  return { body: body.replace(/^- \*\*Due:\*\* \S+/m, `- **Due:** ${due}`) };
});
/** Only an item's own issue is asked for it. */
const itemOf = (body: string): string => readActionIssueMark(body)?.id ?? "";
const idIn = (line: string): string => /muster:action=\S+\/(A\d+)/.exec(line)?.[1] ?? "";
const writeOnItem: Act = onItemIssue((world, number) => {
  const text = newWords(world);
  world.words.push({ where: number, text });
  return { body: `${text}\n\n${world.hub.found(number).body}` };
});

/** While a pull request is open people work on its branch, otherwise on the default one. */
const onTracker =
  (change: (world: World, page: string) => string | null): Act =>
  (world, who) => {
    const { hub } = world;
    const open = hub.pulls.find(({ state }) => state === "open");
    // A branch that has no pull request yet would conflict with what people write on the default one.
    if (open === undefined && (hub.isProposing() || world.isWriting)) return null;
    const branch = open?.branch ?? "main";
    const page = hub.read(hub.head(branch) ?? "", trackerPath) ?? "";
    const changed = change(world, page);
    if (changed === null || changed === page) return null;
    hub.commit(branch, who, { [trackerPath]: changed });
    return `${who.login} edits the tracker on ${branch}${setIn(page, changed)}`;
  };
const itemLines = (page: string): string[] =>
  page.split("\n").filter((one) => /^- \[.\].*muster:action=/.test(one));
const meaningOfBox = {
  " ": "open",
  x: "done",
  "~": "doing",
  "!": "blocked",
  "-": "dropped",
  M: "blocked",
} as const;
const mark: Act = onTracker((world, page) => {
  const line = world.pick(itemLines(page));
  const box = world.pick([" ", "x", "~", "!", "-", "M"] as const) ?? " ";
  if (line === undefined || line.startsWith(`- [${box}]`)) return null;
  world.mean(idIn(line), { status: meaningOfBox[box], isVague: false });
  world.count.conflicts += world.memory.due.has("tracker") ? 1 : 0;
  return page.replace(line, line.replace(/^- \[.\]/, `- [${box}]`));
});
/** Another day or other words in the line itself, as somebody edits a file. */
const redateLine: Act = onTracker((world, page) => {
  const line = world.pick(itemLines(page));
  const due = `2026-04-${10 + Math.floor(world.chance() * 20)}`;
  if (line === undefined || line.includes(due)) return null;
  world.mean(idIn(line), { due });
  return page.replace(line, line.replace(/\d{4}-\d{2}-\d{2}(?= <!--)/, due));
});
const rewordLine: Act = onTracker((world, page) => {
  const line = world.pick(itemLines(page));
  if (line === undefined) return null;
  const text = `line ${newWords(world)}`;
  world.mean(idIn(line), { text });
  return page.replace(line, line.replace(/(?<=INC-\d+\/A\d+ ).*(?=, [^,]+, \d{4}-)/, text));
});
const writeByHand: Act = onTracker((world, page) => {
  const end = "<!-- muster:end INC-1 -->";
  if (!page.includes(end)) return null;
  world.count.items += 1;
  return page.replace(end, `- [ ] hand ${newWords(world)}, @bo, 2026-04-01\n${end}`);
});
const move: Act = onTracker((world, page) => {
  const line = world.pick(itemLines(page));
  return line === undefined ? null : `${page.replace(`${line}\n`, "")}\n## Moved\n\n${line}\n`;
});
const writeInTracker: Act = onTracker((world, page) => {
  const text = newWords(world);
  world.words.push({ where: "tracker", text });
  return page.replace("# Plan\n", `# Plan\n\n${text}\n`);
});
const merge: Act = ({ hub }, who) => {
  const open = hub.pulls.find(({ state }) => state === "open");
  if (open === undefined) return null;
  hub.merge(open, who);
  return `${who.login} merges the tracker`;
};

const anItem = ({ memory, pick }: World): string => pick(memory.incident.actions)?.id ?? "A1";

const commands: ((world: World) => Command)[] = [
  (world) => ({ do: "add-action", text: `do ${newWords(world)}`, owner: bo, due: "3d" }),
  (world) => ({ do: "complete-action", action: anItem(world) }),
  (world) => ({ do: "reopen-action", action: anItem(world) }),
  (world) => ({
    do: "move-action",
    action: anItem(world),
    status: world.pick(["doing", "blocked", "dropped"] as const) ?? "doing",
    reason: "it waits",
  }),
  (world) => ({ do: "schedule-action", action: anItem(world), due: "2026-01-14" }),
  (world) => ({ do: "reword-action", action: anItem(world), text: `do ${newWords(world)}` }),
  (world) => ({ do: "change-severity", level: world.chance() < 0.5 ? "P2" : "P3", reason: "it is so" }),
  () => ({ do: "mitigate", what: "paused it", verified: "no loss" }),
  () => ({ do: "resolve", summary: "fixed" }),
  () => ({ do: "reopen", reason: "it is back" }),
  () => ({ do: "update", text: "still looking" }),
];

/** What people do on both sides, each as likely as the other; an action item is added more often than once. */
export const acts: Acts = {
  differences,
  people: [
    writeAbove,
    writeBelow,
    writeInside,
    setBox,
    setBox,
    closeOrReopen,
    relabel,
    unlabel,
    turnItem,
    turnItem,
    retitle,
    redate,
    writeOnItem,
    mark,
    mark,
    redateLine,
    rewordLine,
    writeByHand,
    move,
    writeInTracker,
    merge,
  ],
  commands: [...commands, commands[0]!, commands[0]!], // It is the first above.
};

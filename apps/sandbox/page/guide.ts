import { propose } from "./composer.ts";
import type { Channel, Issue } from "./answers.ts";
import { byId, fill, h } from "./dom.ts";
import { openChannelById, openGithub } from "./navigate.ts";
import { now } from "./state.ts";

type Step = {
  words: string;
  /** What a press on it does; nothing is sent before the person sends it. */ does: string;
  isDone: boolean;
  show: () => void;
};

/** The way through a first incident. A step that has happened is ticked off. */
export function drawGuide(): void {
  const steps = stepsNow();
  fill(byId("guide-steps"), JSON.stringify(steps.map(({ isDone }) => isDone)), () =>
    steps.map((step) =>
      h(
        "li",
        { class: step.isDone ? "done" : "" },
        h(
          "button",
          { type: "button", "data-name": step.words, title: step.does, onclick: () => step.show() },
          h("span", { class: "mark", "aria-hidden": true }, step.isDone ? "✓" : ""),
          h(
            "span",
            {},
            step.words,
            h("span", { class: "hidden" }, `. ${step.does}${step.isDone ? " (done)" : ""}`),
          ),
        ),
      ),
    ),
  );
}

function stepsNow(): Step[] {
  const { repo } = now();
  const issue = repo.issues.findLast(({ labels }) => labels.includes("incident"));
  const pull = repo.pulls.at(-1);
  const words = issue?.body ?? "";
  const isPast = (...statuses: string[]): boolean =>
    statuses.some((status) => issue?.labels.includes(`status:${status}`) === true);
  const isOver = isPast("resolved", "closed") || issue?.state === "closed";
  return [
    {
      words: "Declare an incident",
      does: "Fills in /incident declare",
      isDone: issue !== undefined,
      show: () => inChannel(opsAlerts(), "/incident declare title:Withdrawals fail for everyone severity:P1"),
    },
    {
      words: "Accept command on the card",
      does: "Opens its channel",
      isDone: /Incident commander:\*\* (?!nobody|offered)/.test(words),
      show: () => inChannel(roomOf(issue), null),
    },
    {
      words: "Record a decision",
      does: "Fills in /incident decision",
      isDone: /\bDecision|\bdecided/i.test(words) || isOver,
      show: () =>
        inChannel(
          roomOf(issue),
          "/incident decision text:Pause withdrawals reason:Nobody can lose more meanwhile",
        ),
    },
    {
      words: "Say what stopped the damage",
      does: "Fills in /incident mitigate",
      isDone: isPast("mitigated") || isOver,
      show: () =>
        inChannel(
          roomOf(issue),
          "/incident mitigate what:Withdrawals are paused verified:No transfer in the last 10 blocks",
        ),
    },
    {
      words: "Resolve it",
      does: "Fills in /incident resolve",
      isDone: isOver,
      show: () =>
        inChannel(
          roomOf(issue),
          "/incident resolve summary:The price feed was switched over and withdrawals are open again",
        ),
    },
    {
      words: "Merge its postmortem",
      does: "Opens the pull request",
      isDone: pull?.merged === true,
      show: () => void openGithub(now().repoName, { tab: "pulls", number: pull?.number ?? null }),
    },
  ];
}

const opsAlerts = (): Channel | undefined => now().seen.channels.find(({ name }) => name === "ops-alerts");

/** The channel that the newest incident's issue links to. */
function roomOf(issue: Issue | undefined): Channel | undefined {
  const id = /discord\.com\/channels\/\d+\/(\d+)/.exec(issue?.body ?? "")?.[1];
  return now().seen.channels.find((channel) => channel.id === id);
}

function inChannel(channel: Channel | undefined, line: string | null): void {
  const target = channel ?? opsAlerts() ?? now().seen.channels.find(({ type }) => type === "text");
  if (target === undefined) return;
  openChannelById(target.id);
  // The composer changes its channel when the page is drawn.
  if (line !== null) setTimeout(() => propose(line), 0);
}

import type { Call } from "./answers.ts";
import { byId, h, keep, type Keyed } from "./dom.ts";
import { now, type Deed } from "./state.ts";

/** Calls that come this long after the one before belong to something else. */
const pauseMs = 3_000;
const groupsShownMax = 60;

type Group = { key: string; words: string; at: string; calls: Call[] };

/** Every platform call under what caused it: what somebody did on this page, or else a stretch of time. */
export function drawLog(): void {
  const { calls, deeds } = now();
  byId("log-count").textContent = countWords(calls);
  if (!byId("log", HTMLDetailsElement).open) return;
  const groups = groupsOf(calls, deeds).slice(-groupsShownMax).toReversed();
  keep(
    byId("log-groups"),
    groups.length === 0
      ? [{ key: "none", look: "", make: () => h("p", { class: "empty" }, "No platform was called yet.") }]
      : groups.map(groupItem),
  );
}

export function startLog(): void {
  byId("log").addEventListener("toggle", drawLog);
}

function countWords(calls: readonly Call[]): string {
  const failed = calls.filter(isFailure).length;
  return `${calls.length} call${calls.length === 1 ? "" : "s"}${failed > 0 ? `, ${failed} of them failed` : ""}`;
}

/** Not found is an answer too: many calls only ask whether something is there. */
const isFailure = ({ method, status }: Call): boolean =>
  status === 0 || (status >= 400 && !(method === "GET" && status === 404));

export function groupsOf(calls: readonly Call[], deeds: readonly Deed[]): Group[] {
  const groups: Group[] = [];
  let before = "";
  for (const call of calls) {
    const deed = deeds.findLast(({ at }) => at <= call.startedAt);
    const isNew =
      groups.length === 0 ||
      new Date(call.startedAt).getTime() - new Date(before).getTime() > pauseMs ||
      (deed !== undefined && deed.at > before);
    if (isNew) groups.push(newGroup(call, deed, before));
    groups.at(-1)!.calls.push(call);
    before = call.startedAt;
  }
  return groups;
}

function newGroup(call: Call, deed: Deed | undefined, before: string): Group {
  const isItsDeed = deed !== undefined && deed.at >= before;
  const words = isItsDeed ? deed.words : "On its own: start-up, a timer, or somebody outside this page";
  return { key: `group ${call.startedAt} ${call.platform}`, words, at: call.startedAt, calls: [] };
}

function groupItem({ key, words, at, calls }: Group): Keyed {
  return {
    key,
    look: `${calls.length} ${calls.at(-1)?.endedAt} ${words}`,
    make: () => {
      const effects = [...new Set(calls.map(({ effect }) => effect).filter((effect) => effect !== null))];
      return h(
        "details",
        { "data-name": key },
        h(
          "summary",
          {},
          h("strong", {}, words),
          h(
            "span",
            { class: "hint" },
            ` ${at.slice(11, 19)} UTC · ${countWords(calls)} · ${spanOf(calls)} ms`,
          ),
          effects.length === 0 ? null : h("span", { class: "hint" }, ` · ${effects.slice(0, 6).join(", ")}`),
        ),
        tableOf(calls),
      );
    },
  };
}

const ms = (text: string): number => new Date(text).getTime();
const spanOf = (calls: readonly Call[]): number =>
  Math.max(...calls.map(({ endedAt }) => ms(endedAt))) -
  Math.min(...calls.map(({ startedAt }) => ms(startedAt)));

const columns = ["Began", "Platform", "Call", "For", "Incident", "Status", "Took"];

function tableOf(calls: readonly Call[]): HTMLElement {
  const from = ms(calls[0]?.startedAt ?? "");
  return h(
    "div",
    { class: "table", tabindex: 0, role: "group", "aria-label": "Calls" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          columns.map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        {},
        calls.map((call) => rowOf(call, from)),
      ),
    ),
  );
}

function rowOf(call: Call, from: number): HTMLElement {
  const isFailed = isFailure(call);
  const cells = [
    `+${ms(call.startedAt) - from} ms`,
    call.platform === "discord" ? "Discord" : "GitHub",
    h("code", {}, `${call.method} ${call.route}`),
    call.effect ?? "—",
    call.incident ?? "—",
    isFailed
      ? h("strong", { class: "failed" }, `✗ ${call.status === 0 ? "dropped" : call.status}`)
      : String(call.status),
    `${ms(call.endedAt) - ms(call.startedAt)} ms`,
  ];
  return h(
    "tr",
    {},
    cells.map((cell) => h("td", {}, cell)),
  );
}

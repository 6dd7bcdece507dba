import type { Channel, Message } from "./answers.ts";
import { drawChannels } from "./channel-list.ts";
import { composeIn } from "./composer.ts";
import { announce, byId, fill, h, keep } from "./dom.ts";
import { icon } from "./icon.ts";
import { messageView } from "./message-view.ts";
import { firstChannel } from "./navigate.ts";
import { now, sandboxNow } from "./state.ts";

/** Nearer to the end than this counts as reading the newest. */
const endPx = 80;
/** Older ones stay in the sandbox; a browser need not hold them all. */
const messagesShownMax = 200;
const spokenMax = 160;

let drawn = { key: "", ids: new Set<string>() };
/** Whether the newest message was in sight, so that it stays there when something above it grows. */
let isAtEnd = true;

export function drawDiscord(): void {
  const { seen, me, info, openChannel } = now();
  const guild = info.team.find(({ name }) => name === me)?.guild ?? "";
  const channels = seen.channels.filter((one) => one.guild === guild || one.guild === null);
  const open = channels.find(({ id }) => id === openChannel[me]) ?? firstChannel(channels);
  byId("guild").textContent = guild;
  drawChannels(channels, open);
  if (open === null) return;
  drawHeading(open);
  drawMessages(open);
  composeIn(open);
}

function drawHeading(channel: Channel): void {
  const pinned = channel.messages.filter((message) => message.pinned);
  const topic = channel.topic?.replace(/ · muster:[\w-]+$/, "") ?? "";
  byId("channel-summary").textContent = `# ${channel.name}`;
  fill(
    byId("channel-heading"),
    JSON.stringify([channel.id, channel.name, topic, pinned.map(({ id }) => id)]),
    () => [
      h("h3", {}, h("span", { "aria-hidden": true }, channel.private ? icon("lock") : "# "), channel.name),
      channel.private ? h("span", { class: "tag" }, "private") : null,
      pinned.map((message) =>
        h(
          "button",
          { type: "button", class: "quiet", onclick: () => showMessage(message.id) },
          icon("pin"),
          " Pinned card",
        ),
      ),
      topic === "" ? null : h("p", { class: "hint topic", title: topic }, topic),
    ],
  );
}

export function showMessage(id: string): void {
  const element = byId("messages").querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
  element?.scrollIntoView({ block: "start" });
  element?.focus({ preventScroll: true });
}

function drawMessages(channel: Channel): void {
  const { me, names, seen, commands } = now();
  const key = `${me} ${channel.id}`;
  const isOther = drawn.key !== key;
  const shown = channel.messages.slice(-messagesShownMax);
  // A mention shows a name, so messages look different once a channel has appeared or a name is known.
  const around = JSON.stringify([
    me,
    Object.keys(names.users).length,
    Object.keys(names.roles).length,
    seen.channels.map(({ id, name }) => [id, name]),
    commands.filter(({ kind }) => kind === "message").length,
  ]);
  keep(
    byId("messages"),
    shown.length === 0
      ? [{ key: "empty", look: channel.id, make: () => emptyView(channel) }]
      : shown.map((message) => ({
          key: message.id,
          look: around + JSON.stringify(message),
          make: () => messageView(message),
        })),
  );
  const fresh = isOther ? [] : shown.filter(({ id }) => !drawn.ids.has(id));
  if (isOther) isAtEnd = true;
  if (isAtEnd) toEnd();
  else if (fresh.length > 0) byId("to-end").hidden = false;
  const [last] = fresh.slice(-1);
  if (last !== undefined) tell(last, channel);
  bringAnswer(shown);
  drawn = { key, ids: new Set(shown.map(({ id }) => id)) };
  now().lookedAt[key] = sandboxNow().toISOString();
}

function toEnd(): void {
  const box = byId("scroll");
  box.scrollTop = box.scrollHeight;
  byId("to-end").hidden = true;
}

/** Whoever pressed a button far above sees the answer, which comes at the end. */
function bringAnswer(shown: readonly Message[]): void {
  const { answers, deeds } = now();
  const since = deeds.at(-1)?.at ?? "";
  // An answer may also be a change of the very card that was pressed; that one is in sight already.
  const answer = shown.find(({ id, at }) => answers.includes(id) && at >= since);
  if (answer === undefined) return;
  now().answers = [];
  byId("messages")
    .querySelector(`[data-id="${CSS.escape(answer.id)}"]`)
    ?.scrollIntoView({ block: "nearest" });
}

function tell(message: Message, channel: Channel): void {
  if (message.author === now().me) return;
  announce(
    `${message.author} in #${channel.name}: ${message.text.replaceAll(/[*_`#]/g, "").slice(0, spokenMax)}`,
  );
}

function emptyView(channel: Channel): HTMLElement {
  return h(
    "li",
    { class: "empty" },
    `Nothing was written in #${channel.name} yet. Type / below to see what Muster can do here.`,
  );
}

export function startDiscord(): void {
  const box = byId("scroll");
  byId("to-end").addEventListener("click", toEnd);
  box.addEventListener("scroll", () => {
    isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < endPx;
    if (isAtEnd) byId("to-end").hidden = true;
  });
  // Pictures have no height before they are there.
  const follow = new ResizeObserver(() => {
    if (isAtEnd) toEnd();
  });
  follow.observe(byId("messages"));
  follow.observe(box);
}

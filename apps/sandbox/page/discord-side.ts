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

let drawn = { key: "", last: "" };

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
  const box = byId("scroll");
  const key = `${me} ${channel.id}`;
  const isOther = drawn.key !== key;
  const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < endPx;
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
  const last = shown.at(-1);
  if (isOther || isAtEnd) box.scrollTop = box.scrollHeight;
  byId("to-end").hidden = isOther || isAtEnd || last === undefined || last.id === drawn.last;
  if (!isOther && last !== undefined && last.id !== drawn.last) tell(last, channel);
  drawn = { key, last: last?.id ?? "" };
  now().lookedAt[key] = sandboxNow().toISOString();
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
  const end = byId("to-end");
  end.addEventListener("click", () => {
    box.scrollTop = box.scrollHeight;
    end.hidden = true;
  });
  box.addEventListener("scroll", () => {
    if (box.scrollHeight - box.scrollTop - box.clientHeight < endPx) end.hidden = true;
  });
}

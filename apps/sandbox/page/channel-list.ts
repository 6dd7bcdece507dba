import type { Channel } from "./answers.ts";
import { byId, h, keep, type Keyed } from "./dom.ts";
import { icon } from "./icon.ts";
import { holdsMessages, openChannelById } from "./navigate.ts";
import { now } from "./state.ts";

/** Channels by category, with a lock on private ones and a mark on those with something new. */
export function drawChannels(channels: readonly Channel[], open: Channel | null): void {
  const readable = channels.filter(({ type }) => holdsMessages(type));
  const categories = channels.filter(({ type }) => type === "category").map(({ name }) => name);
  const groups = [null, ...categories].map((category) => ({
    category,
    inside: readable.filter(
      (channel) => (channel.parent === null ? channel.category : channel.category) === category,
    ),
  }));
  const items = groups.flatMap(({ category, inside }): Keyed[] => [
    ...(category === null
      ? []
      : [
          {
            key: `category ${category}`,
            look: String(inside.length),
            make: () => categoryView(category, inside.length),
          },
        ]),
    ...inside.map((channel) => channelItem(channel, open)),
  ]);
  keep(byId("channels"), items);
}

function categoryView(category: string, count: number): HTMLElement {
  return h(
    "li",
    { class: "category" },
    category,
    count === 0 ? h("span", { class: "hint" }, " (none yet)") : null,
  );
}

function channelItem(channel: Channel, open: Channel | null): Keyed {
  const isOpen = channel.id === open?.id;
  const unread = isOpen ? { count: 0, forMe: 0 } : unreadIn(channel);
  return {
    key: channel.id,
    look: JSON.stringify([channel.name, channel.private, channel.archived, isOpen, unread]),
    make: () => {
      const mark = channel.private ? icon("lock") : "#";
      const spoken = [
        channel.private ? "private channel" : "channel",
        unread.count > 0 ? `${unread.count} unread` : "",
        unread.forMe > 0 ? `${unread.forMe} for you` : "",
      ];
      return h(
        "li",
        { class: channel.parent === null ? "" : "thread" },
        h(
          "button",
          {
            type: "button",
            class: `channel${unread.count > 0 ? " unread" : ""}`,
            "aria-current": isOpen ? "true" : null,
            title: channel.name,
            "data-name": channel.id,
            onclick: () => openChannelById(channel.id),
          },
          h("span", { class: "mark", "aria-hidden": true }, mark),
          h("span", { class: "name" }, channel.name),
          h("span", { class: "hidden" }, `, ${spoken.filter(Boolean).join(", ")}`),
          unread.count === 0
            ? null
            : h(
                "span",
                { class: `badge${unread.forMe > 0 ? " forme" : ""}`, "aria-hidden": true },
                unread.forMe > 0 ? `@${unread.forMe}` : String(unread.count),
              ),
        ),
      );
    },
  };
}

function unreadIn(channel: Channel): { count: number; forMe: number } {
  const { me, lookedAt, startedAt } = now();
  const since = lookedAt[`${me} ${channel.id}`] ?? startedAt;
  const fresh = channel.messages.filter(({ at, author }) => at > since && author !== me);
  return { count: fresh.length, forMe: fresh.filter(({ pinged }) => pinged.reached.includes(me)).length };
}

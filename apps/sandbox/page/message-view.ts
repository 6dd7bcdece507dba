import { act } from "./act.ts";
import type { Embed, Message } from "./answers.ts";
import { colourOf, componentViews, fileView } from "./components-view.ts";
import { h } from "./dom.ts";
import { icon } from "./icon.ts";
import { markdownView } from "./markdown-view.ts";
import { attempt } from "./notice.ts";
import { now } from "./state.ts";
import { timeView } from "./time-view.ts";

const pinNotice = 6;
const imageName = /\.(?:png|jpe?g|gif|webp|avif)$/i;

export function messageView(message: Message): HTMLElement {
  const { raw } = message;
  if (raw.type === pinNotice) {
    return h(
      "li",
      { class: "message system" },
      icon("pin"),
      ` ${message.author} pinned a message to this channel. `,
      timeView(new Date(message.at), "R"),
    );
  }
  const on = { channel: message.channelId, message: message.id };
  return h(
    "li",
    {
      class: `message${message.ephemeral ? " ephemeral" : ""}${isForMe(message) ? " forme" : ""}`,
      "data-id": message.id,
      tabindex: -1,
    },
    cause(message),
    h(
      "div",
      { class: "byline" },
      h(
        "span",
        { class: "avatar", "aria-hidden": true, "data-who": message.author },
        message.author.slice(0, 1).toUpperCase(),
      ),
      h("strong", { class: "author" }, message.author),
      message.authorIsBot ? h("span", { class: "tag" }, "APP") : null,
      timeView(new Date(message.at), "t"),
      h("span", { class: "hint" }, timeView(new Date(message.at), "R")),
      message.editedAt === null || message.authorIsBot ? null : h("span", { class: "hint" }, "(edited)"),
      message.pinned ? h("span", { class: "tag" }, icon("pin"), " Pinned") : null,
      appsMenu(message),
    ),
    h(
      "div",
      { class: "body" },
      message.isThinking ? h("p", { class: "hint" }, `${message.author} is thinking …`) : null,
      raw.content === "" ? null : markdownView(raw.content, "discord"),
      raw.embeds.map(embedView),
      componentViews(raw.components, on),
      attachments(message),
      message.reactions.length === 0
        ? null
        : h(
            "p",
            { class: "reactions" },
            message.reactions.map(({ emoji, count }) => h("span", { class: "tag" }, `${emoji} ${count}`)),
          ),
      message.ephemeral ? h("p", { class: "hint" }, icon("eye"), " Only you can see this") : null,
    ),
  );
}

const isForMe = (message: Message): boolean => message.pinged.reached.includes(now().me);

function cause({ raw }: Message): HTMLElement | null {
  const { interaction, referenced_message: reference } = raw;
  if (interaction !== undefined) {
    return h("p", { class: "cause hint" }, `↱ ${interaction.user.username} used /${interaction.name}`);
  }
  if (reference == null) return null;
  return h(
    "p",
    { class: "cause hint" },
    `↱ answers ${reference.author.username}: ${reference.content.slice(0, 80)}`,
  );
}

function embedView(embed: Embed): HTMLElement {
  const element = h(
    "div",
    { class: "container embed" },
    embed.author === undefined ? null : h("p", { class: "hint" }, embed.author.name),
    embed.title === undefined ? null : h("p", {}, h("strong", {}, embed.title)),
    embed.description === undefined ? null : markdownView(embed.description, "discord"),
    (embed.fields ?? []).map(({ name, value }) =>
      h("div", {}, h("strong", {}, name), markdownView(value, "discord")),
    ),
    embed.image === undefined
      ? null
      : h("img", { src: embed.image.url, alt: "Picture of the embed", loading: "lazy" }),
    embed.footer === undefined ? null : h("p", { class: "hint" }, embed.footer.text),
  );
  if (embed.color !== undefined) element.style.setProperty("--accent", colourOf(embed.color));
  return element;
}

/** Files that a component shows already are not shown twice. */
function attachments({ attachments: files, raw }: Message): HTMLElement[] {
  const shown = JSON.stringify(raw.components);
  return files
    .filter(({ url }) => !shown.includes(url))
    .map(({ name, url, size, description }) =>
      imageName.test(name)
        ? h(
            "figure",
            {},
            h("img", { src: url, alt: description ?? name, loading: "lazy" }),
            h("figcaption", { class: "hint" }, name),
          )
        : fileView(name, url, size),
    );
}

/** What Discord has under "Apps" in a message's menu. */
function appsMenu(message: Message): HTMLElement | null {
  const offered = now().commands.filter(({ kind }) => kind === "message");
  if (offered.length === 0 || message.ephemeral) return null;
  const details = h(
    "details",
    { class: "apps", "data-name": "apps" },
    h("summary", { "aria-label": `Apps for the message of ${message.author}` }, "Apps"),
  );
  details.append(
    h(
      "div",
      { class: "options" },
      offered.map(({ path }) => {
        const button = h("button", { type: "button", "data-name": path }, path);
        button.addEventListener("click", () => {
          const place = button.closest<HTMLElement>(".message") ?? details;
          details.open = false;
          void attempt(button, place, () =>
            act(`uses “${path}” on a message`, { in: message.channelId, message: message.id, menu: path }),
          );
        });
        return button;
      }),
    ),
  );
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    details.open = false;
    details.querySelector("summary")?.focus();
  });
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !details.contains(event.relatedTarget)) details.open = false;
  });
  return details;
}

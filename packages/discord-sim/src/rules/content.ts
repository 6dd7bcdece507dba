import { limits } from "../limits.ts";
import { badField, refuse } from "../refusal.ts";
import { messageFlag } from "../wire/message.ts";
import type { Component, Embed } from "../world.ts";

export type MessageContent = {
  content: string;
  embeds: readonly Embed[];
  components: readonly Component[];
  attachments: number;
  flags: number;
};

/** What a message as a whole must be, beyond what the schema says of its fields. */
export function checkContent(message: MessageContent): void {
  const isV2 = (message.flags & messageFlag.componentsV2) !== 0;
  if (message.content.length > limits.contentMax)
    badField("content", "BASE_TYPE_MAX_LENGTH", `Must be ${limits.contentMax} or fewer in length.`);
  if (message.attachments > limits.attachmentsMax)
    badField("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
  checkEmbeds(message.embeds);
  if (isV2) {
    for (const [field, isUsed] of [
      ["content", message.content !== ""],
      ["embeds", message.embeds.length > 0],
    ] as const) {
      if (isUsed)
        badField(
          field,
          "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
          `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        );
    }
    if (message.components.length === 0) refuse("emptyMessage");
    return;
  }
  const isEmpty =
    message.content.trim() === "" &&
    message.embeds.length === 0 &&
    message.attachments === 0 &&
    message.components.length === 0;
  if (isEmpty) refuse("emptyMessage");
}

function checkEmbeds(embeds: readonly Embed[]): void {
  const total = embeds.reduce((sum, e) => sum + embedLength(e), 0);
  if (total > limits.embedTextMax)
    badField("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
  embeds.forEach((embed, i) => {
    const hasSomething = embedLength(embed) > 0 || embed.image !== undefined || embed.thumbnail !== undefined;
    if (!hasSomething) badField(`embeds.${i}.description`, "BASE_TYPE_REQUIRED", "This field is required");
  });
}

function embedLength(embed: Embed): number {
  const fields = (embed.fields ?? []).reduce((sum, f) => sum + f.name.length + f.value.length, 0);
  return (
    (embed.title ?? "").length +
    (embed.description ?? "").length +
    (embed.footer?.text ?? "").length +
    (embed.author?.name ?? "").length +
    fields
  );
}

import {
  ComponentType,
  MessageFlags,
  type APIAllowedMentions,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
} from "discord-api-types/v10";
import { cut } from "./neutralise.ts";

/** What Discord is sent for one message. `allowed_mentions` is always explicit: without it Discord pings whatever a text names. */
export type MessageBody = {
  content?: string;
  components: APIMessageTopLevelComponent[];
  flags: number;
  allowed_mentions: APIAllowedMentions;
};

/** Who a message may ping. Nobody, unless named. */
export type Pings = { users?: string[]; roles?: string[] };

export type Row = APIComponentInMessageActionRow[];

/** Plain messages of bots. https://discord.com/developers/docs/resources/message#create-message-jsonform-params */
const contentMax = 2_000;
/** Sum over the text displays of one message: not documented, but refused beyond it. */
export const displayTextMax = 4_000;
/** https://discord.com/developers/docs/components/reference#action-row */
const buttonsPerRow = 5;

/** Words with buttons under them. Long words travel in a text display, which takes twice as much. */
export function textMessage(text: string, rows: Row[] = [], pings: Pings = {}): MessageBody {
  const components = rows.filter((row) => row.length > 0).map(actionRow);
  if (text.length <= contentMax) {
    return {
      content: text,
      components,
      flags: MessageFlags.SuppressEmbeds,
      allowed_mentions: allow(pings),
    };
  }
  return displayMessage(
    [{ type: ComponentType.TextDisplay, content: cut(text, displayTextMax) }, ...components],
    pings,
  );
}

/** A message made of components alone. */
export function displayMessage(components: APIMessageTopLevelComponent[], pings: Pings = {}): MessageBody {
  return { components, flags: MessageFlags.IsComponentsV2, allowed_mentions: allow(pings) };
}

/** The same message, shown only to the one who asked. */
export function onlyForYou(message: MessageBody): MessageBody {
  return { ...message, flags: message.flags | MessageFlags.Ephemeral };
}

/** The message as an edit: nobody is pinged a second time, and who sees it was settled when it was posted. */
export function asEdit(message: MessageBody): MessageBody {
  return { ...message, flags: message.flags & ~MessageFlags.Ephemeral, allowed_mentions: allow({}) };
}

export function actionRow(row: Row): {
  type: ComponentType.ActionRow;
  components: APIComponentInMessageActionRow[];
} {
  return { type: ComponentType.ActionRow, components: row };
}

/** Buttons in as few rows as they need. */
export function inRows(buttons: Row): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < buttons.length; at += buttonsPerRow) rows.push(buttons.slice(at, at + buttonsPerRow));
  return rows;
}

function allow({ users = [], roles = [] }: Pings): APIAllowedMentions {
  return { parse: [], users, roles, replied_user: false };
}

import type { DiscordSim } from "@muster/discord-sim";
import { z } from "zod";
import { Unknown } from "./failure.ts";

const text = z.string();
const value = z.union([z.string(), z.number(), z.boolean()]);
const place = { as: z.string().min(1), in: z.string().min(1).optional(), message: z.string().optional() };

/** What a person may do in Discord through `POST /api/act`: one shape for each deed. */
const deeds = z.union([
  z.strictObject({ ...place, slash: text, options: z.record(z.string(), value).default({}) }),
  z.strictObject({ ...place, press: text }),
  z.strictObject({ ...place, choose: z.record(z.string(), z.array(text)) }),
  z.strictObject({ ...place, submit: z.record(z.string(), z.union([text, z.array(text)])) }),
  z.strictObject({
    ...place,
    say: text,
    attach: z.array(z.strictObject({ name: text, base64: z.base64() })).optional(),
  }),
  z.strictObject({ ...place, menu: text }),
  z.strictObject({ ...place, complete: text, option: text, text: text.default("") }),
]);

export type Act = z.infer<typeof deeds>;

export type Acted = {
  ok: boolean;
  error?: string;
  /** Messages and modals that this person was shown because of it. */
  sees: unknown[];
  message?: unknown;
  choices?: { name: string; value: string | number }[];
};

export function readAct(body: unknown): Act {
  const read = deeds.safeParse(body);
  if (read.success) return read.data;
  throw new Unknown(
    "Say who acts with `as`, where with `in`, and one of slash, press, choose, submit, say, menu or complete. docs/sandbox.md has an example of each.",
  );
}

/** Does it as that person would, and tells what they were shown. */
export async function act(discord: DiscordSim, guildOf: (name: string) => string, deed: Act): Promise<Acted> {
  const person = discord.person(deed.as, guildOf(deed.as));
  const where = deed.in === undefined ? {} : { in: deed.in };
  const message = deed.message === undefined ? {} : { message: deed.message };

  if ("slash" in deed) return told(await person.slash(deed.slash, deed.options, { in: needPlace(deed.in) }));
  if ("press" in deed) return told(await person.press(deed.press, { ...where, ...message }));
  if ("choose" in deed) return told(await person.choose(deed.choose, { ...where, ...message }));
  if ("submit" in deed) return told(await person.submit(deed.submit));
  if ("menu" in deed) return told(await person.menu(deed.menu, needMessage(deed.message)));
  if ("complete" in deed) {
    return told(await person.complete(deed.complete, deed.option, deed.text, { in: needPlace(deed.in) }));
  }
  const attach = (deed.attach ?? []).map(({ name, base64 }) => ({
    name,
    bytes: Buffer.from(base64, "base64"),
  }));
  const said = person.say(deed.say, { in: needPlace(deed.in), attach });
  return { ok: true, sees: [said], message: said };
}

type Shown = Awaited<ReturnType<ReturnType<DiscordSim["person"]>["slash"]>>;

function told(shown: Shown): Acted {
  const modals = shown.modal === undefined ? [] : [{ modal: shown.modal }];
  const [message] = shown.messages;
  return {
    ok: shown.ok,
    ...(shown.error === undefined ? {} : { error: shown.error }),
    sees: [...shown.messages, ...modals],
    ...(message === undefined ? {} : { message }),
    ...(shown.choices === undefined ? {} : { choices: shown.choices }),
  };
}

function needPlace(channel: string | undefined): string {
  if (channel === undefined)
    throw new Unknown('Say where: `in` is missing, for example "in": "#ops-alerts".');
  return channel;
}

function needMessage(message: string | undefined): string {
  if (message === undefined)
    throw new Unknown("Say which message: `message` is missing, its id as in /api/see.");
  return message;
}

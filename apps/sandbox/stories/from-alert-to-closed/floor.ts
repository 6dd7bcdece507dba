import type { Acted, Player, Seen } from "../player.ts";

/** Monitoring's own payload, as Alertmanager posts it. */
export async function alertmanager(
  muster: Player,
  { name, severity, summary }: { name: string; severity: string; summary: string },
): Promise<void> {
  const labels = { alertname: name, severity };
  const { status } = await muster.call("POST", "/alerts/alertmanager", {
    version: "4",
    groupKey: `{}:{alertname="${name}"}`,
    truncatedAlerts: 0,
    status: "firing",
    receiver: "muster",
    groupLabels: { alertname: name },
    commonLabels: labels,
    commonAnnotations: { summary },
    externalURL: "https://alertmanager.example",
    alerts: [
      {
        status: "firing",
        labels,
        annotations: { summary },
        startsAt: (await muster.now()).toISOString(),
        endsAt: "0001-01-01T00:00:00Z",
        generatorURL: "https://prometheus.example/graph",
        fingerprint: "86ffd3e6cb67d3a1",
      },
    ],
  });
  if (status !== 202) throw new Error(`The door answered ${status}.`);
  await muster.settle();
}

/** What people do and read in the room of one incident. */
export function floor(muster: Player, at: { room: string }) {
  const plain = (text: string): string => text.replaceAll("**", "");
  const done = async (acting: Promise<Acted>): Promise<string> => {
    const acted = await acting;
    if (!acted.ok) throw new Error(acted.error);
    return plain(acted.sees.map(({ text }) => text).join("\n"));
  };
  const messages = async (as: string, where: string): Promise<Seen[]> => {
    await muster.settle();
    return muster.messages(as, where);
  };
  const does = (as: string, slash: string, options: Record<string, unknown> = {}): Promise<string> =>
    done(muster.slash(as, at.room, slash, options));
  const presses = async (as: string, button: string, message?: string): Promise<string> => {
    await muster.settle();
    return done(muster.press(as, at.room, button, message));
  };

  return {
    does,
    presses,
    submits: (as: string, fields: Record<string, unknown>): Promise<string> =>
      done(muster.submit(as, fields)),
    reads: async (as: string, where = at.room): Promise<string> =>
      (await messages(as, where)).map(({ text }) => plain(text)).join("\n"),
    card: async (as: string): Promise<string> =>
      plain((await messages(as, at.room)).find(({ pinned }) => pinned)?.text ?? ""),
    /** Somebody is offered a role and takes it with the button. */
    async takes(who: string, role: string, name: string, from: string): Promise<void> {
      await does(from, "/incident role", { role, person: who });
      await presses(who, `Accept ${name}`);
    },
    /** Several steps of the phase that the room is in, ticked at once in the menu. */
    async ticks(as: string, steps: string[]): Promise<void> {
      await presses(as, "Checklist");
      await done(muster.choose(as, at.room, { "Tick a step": steps }));
    },
    /** Steps that ask for words; each with them. */
    async notes(as: string, steps: Record<string, string>): Promise<void> {
      for (const [step, note] of Object.entries(steps)) await does(as, "/checklist tick", { step, note });
    },
    /** The message in which something is asked after so long, and then some: asks come one at a time. */
    async asked(part: string, after: string): Promise<Seen> {
      const since = (await muster.now()).getTime();
      await muster.advance(after);
      for (let tries = 0; tries < 12; tries += 1) {
        const found = (await messages("ada", at.room)).findLast(
          ({ text, pinned, at: when }) => !pinned && Date.parse(when) >= since && plain(text).includes(part),
        );
        if (found !== undefined) return found;
        await muster.advance("6m");
      }
      throw new Error(`Nobody was asked: ${part}`);
    },
    /** Whom Muster's messages woke, of all that it ever posted in the server, and where. */
    pings(): string[] {
      const { discord } = muster.running().sandbox;
      const { channels, messages: posted, users } = discord.world();
      const woken = Object.entries(posted).flatMap(([channel, its]) => {
        const name = channels[channel]?.name ?? "";
        const where = `#${name}` === at.room ? "the room" : `#${name}`;
        return its
          .filter(({ authorId }) => users[authorId]?.isBot === true)
          .map(({ id }) => discord.pingedBy(id))
          .flatMap((by) => [
            ...by.roles.map((role) => `@${role}`),
            ...by.users,
            ...(by.everyone ? ["@everyone"] : []),
          ])
          .map((whom) => `${whom} in ${where}`);
      });
      return [...new Set(woken)].toSorted();
    },
    /** Every word that somebody can read anywhere, with the names of the channels. */
    allOf: async (as: string): Promise<string> =>
      (await muster.channels(as))
        .flatMap(({ name, topic, messages: its }) => [name, topic ?? "", ...its.map(({ text }) => text)])
        .join("\n"),
  };
}

/** The headings of a Markdown page, in order. */
export const headingsOf = (page: string | undefined): string[] =>
  (page ?? "").split("\n").filter((line) => /^#{1,2} /.test(line));

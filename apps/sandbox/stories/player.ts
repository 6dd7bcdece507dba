import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshDatabase } from "@muster/testkit";
import { afterAll, beforeAll, expect, test as base } from "vitest";
import { startSandbox, type RunningSandbox } from "../src/index.ts";

export type Seen = {
  id: string;
  author: string;
  text: string;
  pinned: boolean;
  ephemeral: boolean;
  buttons: { label: string; disabled: boolean }[];
  at: string;
};
export type SeenChannel = {
  id: string;
  name: string;
  category: string | null;
  topic: string | null;
  private: boolean;
  messages: Seen[];
};
export type Acted = {
  ok: boolean;
  error?: string;
  status: number;
  sees: (Seen & { modal?: { title: string; fields: { label: string }[] } })[];
  message?: Seen;
  choices?: { name: string; value: string }[];
};
type Comment = { author: string; body: string };
export type Github = {
  issues: {
    number: number;
    title: string;
    body: string;
    labels: string[];
    state: string;
    assignees: string[];
    comments: Comment[];
  }[];
  pulls: {
    number: number;
    title: string;
    body: string;
    head: string;
    base: string;
    state: string;
    merged: boolean;
    files: Record<string, string>;
    checks: {
      name: string;
      conclusion: string | null;
      title: string | null;
      summary: string | null;
      annotations: { path: string; line: number; level: string; message: string }[];
    }[];
  }[];
  branches: string[];
  files: Record<string, string>;
};
export type Call = {
  platform: string;
  method: string;
  route: string;
  status: number;
  startedAt: string;
  effect: string | null;
  incident: string | null;
};

export type Player = ReturnType<typeof player>;

export type StoryOptions = { policy?: string; policyText?: string; callMaxMs?: number };

/** A sandbox for a story, used only through its API as anybody outside would. Everything it leaves goes with it. */
export function useSandbox(options: StoryOptions = {}): Player {
  let story: Story | null = null;
  beforeAll(async () => {
    story = await startStory(options);
  });
  afterAll(async () => story?.end());
  return player(() => story?.running ?? fail());
}

/** A sandbox for each test, for tests that run side by side. */
export const storyTest = base.extend<{ storyOptions: StoryOptions; muster: Player }>({
  storyOptions: {},
  muster: async ({ storyOptions }, use) => {
    const { running, end } = await startStory(storyOptions);
    await use(player(() => running));
    await end();
  },
});

const dayMs = 86_400_000;
const morningMs = 9 * 3_600_000;

/** How far the sandbox's clock is ahead: each story begins at nine, so that none runs over midnight unless it wants to. */
const untilMorningMs = (now: Date): number => (morningMs - (now.getTime() % dayMs) + dayMs) % dayMs;

type Story = { running: RunningSandbox; end(): Promise<void> };

async function startStory({ policy = "atrium", ...options }: StoryOptions): Promise<Story> {
  const folder = mkdtempSync(join(tmpdir(), "story-"));
  writeFileSync(join(folder, "clock"), String(untilMorningMs(new Date())));
  const database = await freshDatabase();
  const running = await startSandbox({
    port: 0,
    policy,
    ...options,
    dataDir: folder,
    databaseUrl: database.url,
    keepsWorlds: false,
    log: silent,
  });
  return {
    running,
    async end() {
      // Neither simulator saw anything that the platforms' own descriptions forbid.
      const { discord, github } = running.sandbox;
      const wrong = [...discord.violations(), ...github.violations()];
      await running.stop();
      await database.giveBack();
      rmSync(folder, { recursive: true, force: true });
      expect(wrong).toEqual([]);
    },
  };
}

const settleCallsMax = 3;

const silent = { info() {}, warn() {}, error() {} };

function fail(): never {
  throw new Error("The sandbox is there once the tests run, not before.");
}

/** The verbs of a story. Each speaks to the sandbox's API over HTTP. */
export function player(running: () => RunningSandbox) {
  // The caller knows what the call answers; docs/sandbox.md says it.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  async function call<Answer>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Answer }> {
    const answer = await fetch(`${running().url}/api${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    return { status: answer.status, body: (await answer.json()) as Answer };
  }
  async function act(deed: Record<string, unknown>): Promise<Acted> {
    const { status, body } = await call<Acted>("POST", "/act", deed);
    return { ...body, sees: body.sees ?? [], status };
  }
  /** One call waits for twenty seconds; a busy machine may need more of them. */
  const settle = async (calls = settleCallsMax): Promise<void> => {
    const { body } = await call<{ settled: boolean; pending: number; details: unknown }>("POST", "/settle");
    if (body.settled) return;
    if (calls === 1) throw new Error(`Something is still due: ${JSON.stringify(body.details)}`);
    await settle(calls - 1);
  };
  const channels = async (as: string): Promise<SeenChannel[]> =>
    (await call<{ channels: SeenChannel[] }>("GET", `/see?as=${as}`)).body.channels;

  return {
    running,
    call,
    settle,
    channels,
    act,
    slash: (as: string, where: string, slash: string, options: Record<string, unknown> = {}) =>
      act({ as, in: where, slash, options }),
    press: (as: string, where: string, press: string, message?: string) =>
      act({ as, in: where, press, ...(message === undefined ? {} : { message }) }),
    choose: (as: string, where: string, choose: Record<string, string[]>) => act({ as, in: where, choose }),
    submit: (as: string, submit: Record<string, unknown>) => act({ as, submit }),
    menu: (as: string, menu: string, message: string) => act({ as, menu, message }),
    say: (as: string, where: string, say: string, attach?: { name: string; base64: string }[]) =>
      act({ as, in: where, say, ...(attach === undefined ? {} : { attach }) }),
    complete: (as: string, where: string, complete: string, option: string, text: string) =>
      act({ as, in: where, complete, option, text }),
    async messages(as: string, where: string): Promise<Seen[]> {
      const name = where.replace(/^#/, "");
      return (await channels(as)).find((channel) => channel.name === name)?.messages ?? [];
    },
    async incidentChannel(as: string, part = ""): Promise<SeenChannel> {
      const found = (await channels(as)).filter(
        ({ name }) => name.startsWith("incident-") && name.includes(part),
      );
      const [last] = found.slice(-1);
      if (last === undefined)
        throw new Error(`${as} sees no incident channel${part === "" ? "" : ` with ${part}`}.`);
      return last;
    },
    /** A restricted incident's room: its ref names it, and no word of its title. */
    async restrictedRoom(as: string, ref: string): Promise<SeenChannel> {
      const found = (await channels(as)).find(({ name }) => name.endsWith(`-${ref.toLowerCase()}`));
      if (found === undefined) throw new Error(`${as} does not see the room of ${ref}.`);
      return found;
    },
    github: async (repo?: string): Promise<Github> =>
      (await call<Github>("GET", `/github${repo === undefined ? "" : `?repo=${repo}`}`)).body,
    onGithub: async (deed: Record<string, unknown>) =>
      (await call<{ ok: boolean; error?: string; number?: number }>("POST", "/github/act", deed)).body,
    advance: async (span: string): Promise<string> =>
      (await call<{ now: string }>("POST", "/clock", { advance: span })).body.now,
    now: async (): Promise<Date> => new Date((await call<{ now: string }>("GET", "/info")).body.now),
    faults: (wish: Record<string, unknown>) => call("POST", "/faults", wish),
    clearFaults: () => call("DELETE", "/faults"),
    calls: async (since?: string): Promise<Call[]> =>
      (await call<Call[]>("GET", `/calls${since === undefined ? "" : `?since=${since}`}`)).body,
    /** Declares, waits until everybody was told, and gives the answer and the channel's name. */
    async declare(
      as: string,
      options: Record<string, unknown>,
      where = "#ops-alerts",
    ): Promise<{ ref: string; answer: string; date: string }> {
      const acted = await act({ as, in: where, slash: "/incident declare", options });
      const answer = acted.sees.map(({ text }) => text).join("\n");
      const ref = /\bINC-\d+\b/.exec(answer)?.[0];
      if (ref === undefined) throw new Error(`No incident number in the answer: ${JSON.stringify(acted)}`);
      await settle();
      const { body } = await call<{ now: string }>("GET", "/info");
      return { ref, answer, date: body.now.slice(0, 10) };
    },
  };
}

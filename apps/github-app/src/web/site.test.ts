import { expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import { ada, startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

async function bench(): Promise<AppBench> {
  const world = await startAppBench(database);
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  return world;
}

/** A browser that keeps cookies for this one machine and follows nothing by itself. */
function browser(world: AppBench) {
  const jar = new Map<string, string>();
  async function go(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, world.url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!; // Every cookie has both.
      if (value === "") jar.delete(name!);
      else jar.set(name!, value!);
    }
    return answer;
  }
  const leadsTo = (answer: Response): string => answer.headers.get("location") ?? "";
  return {
    jar,
    go,
    leadsTo,
    /** Signs in on GitHub as somebody; resolves to the last answer, which leads back to a page. */
    async signIn(who: string, to = "/app"): Promise<Response> {
      const asked = leadsTo(await go(`/sign-in/github?to=${encodeURIComponent(to)}`));
      const back = leadsTo(await go(`${asked}&as=${who}`));
      return go(back);
    },
    read: async (path: string): Promise<{ status: number; text: string }> => {
      const answer = await go(path);
      return { status: answer.status, text: await answer.text() };
    },
  };
}

// It moves the clock, so it comes before any incident of this file.
test("nobody comes in by a forged, foreign, repeated or old sign-in, and rights are asked anew each hour", async () => {
  const world = await bench();
  const team = `/app/${world.workspaceId}/incidents`;
  const mine = browser(world);
  const asked = mine.leadsTo(await mine.go(`/sign-in/github?to=https://evil.example`));
  expect(new URL(asked).searchParams.get("code_challenge_method")).toBe("S256");
  const back = mine.leadsTo(await mine.go(`${asked}&as=ada`));

  // Somebody else's browser did not begin it.
  const victim = browser(world);
  expect((await victim.read(back)).text).toContain("not begun in this browser");
  // Nor did one that is just signing in itself: the code would be somebody else's.
  await victim.go("/sign-in/github");
  expect((await victim.read(back)).text).toContain("not begun in this browser");
  expect(victim.jar.has("muster-session")).toBe(false);

  const cookie = (await mine.go(back)).headers
    .getSetCookie()
    .find((line) => line.startsWith("muster-session"));
  expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(mine.leadsTo(await mine.go(back))).toBe("");

  const [body, signature] = mine.jar.get("muster-session")!.split(".");
  const claims = JSON.parse(Buffer.from(body!, "base64url").toString()) as { rights: unknown[] };
  const forged = Buffer.from(
    JSON.stringify({ ...claims, rights: [{ team: "other", isResponder: true, groups: [] }] }),
  );
  for (const value of [
    `${forged.toString("base64url")}.${signature}`,
    `${body}.`,
    "x.y",
    `${body}.${signature}.z`,
    "",
  ]) {
    victim.jar.set("muster-session", value);
    expect(victim.leadsTo(await victim.go(team))).toContain("/sign-in?to=");
  }

  await world.pass(61 * 60_000);
  const again = mine.leadsTo(await mine.go(team));
  expect(again).toBe(`/sign-in/github?again=1&to=${encodeURIComponent(team)}`);
  // GitHub knows the browser, so nobody has to press anything.
  const silent = mine.leadsTo(await mine.go(mine.leadsTo(await mine.go(again))));
  expect(mine.leadsTo(await mine.go(silent))).toBe(team);
  expect((await mine.go(team)).status).toBe(200);

  const discord = await mine.read("/sign-in/discord");
  expect(discord.text).toContain("DISCORD_CLIENT_ID");
  expect(discord.text).toContain(`${world.url}/signed-in/discord`);
});

test("S3-62: whoever signs in with GitHub sees what they may know; a restricted incident answers as one that is not there", async () => {
  const world = await bench();
  const open = await world.declare({ title: "Withdrawals <b>fail</b>" });
  const secret = await world.declare({ title: "A key is out", restricted: "it still is" });
  const team = `/app/${world.workspaceId}`;

  const stranger = browser(world);
  const first = await stranger.go(`${team}/incidents/${open.ref}`);
  expect([first.status, stranger.leadsTo(first)]).toEqual([
    302,
    `/sign-in?to=${encodeURIComponent(`${team}/incidents/${open.ref}`)}`,
  ]);

  const insider = browser(world);
  expect(insider.leadsTo(await insider.signIn("ada", `${team}/incidents`))).toBe(`${team}/incidents`);
  const list = await insider.read(`${team}/incidents`);
  expect(list.text).toContain("Withdrawals &lt;b&gt;fail&lt;/b&gt;");
  // Ada declared it, so she is in.
  expect(list.text).toContain(secret.ref);
  expect((await insider.read(`${team}/incidents/${secret.ref}`)).text).toContain("A key is out");

  const other = browser(world);
  await other.signIn("bo");
  expect((await other.read(`${team}/incidents`)).text).not.toMatch(/A key is out|SEC-/);
  expect((await other.read(`${team}/metrics`)).text).toMatch(/\b1 incident\b/);
  const hidden = await other.read(`${team}/incidents/${secret.ref}`);
  expect(hidden.status).toBe(404);
  expect(await other.read(`${team}/incidents/SEC-ZZZZZZZZ`)).toEqual(hidden);
  expect(await other.read(`${team}/incidents/'--`)).toEqual(hidden);

  // Eve may read the repository and no more; another team's pages are not there either.
  const outside = browser(world);
  await outside.signIn("eve");
  expect(await outside.read(`${team}/incidents`)).toEqual(await outside.read("/app/nobody/incidents"));
  expect((await outside.read("/app")).text).toContain("signed in, but not in a team here");

  for (const section of ["actions", "on-call", "metrics", "maturity", "drills", "metrics/spread.svg"]) {
    const page = await insider.go(`${team}/${section}?period=x&by=__proto__&before=${"y".repeat(500)}`);
    expect([section, page.status, page.headers.get("cache-control")]).toEqual([
      section,
      200,
      "private, no-store",
    ]);
    expect(page.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'self'; .*frame-ancestors 'none'$/,
    );
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  }

  await insider.go("/sign-out", { method: "POST" });
  expect((await insider.go(`${team}/incidents`)).status).toBe(302);
});

test("S4-81: everybody reads the status page and its feed; asked again with its tag it is not sent twice", async () => {
  const world = await bench();
  const hidden = await world.declare({ title: "Bridge is drained" });
  const page = await fetch(`${world.url}/status`);
  expect([page.status, page.headers.get("cache-control")]).toEqual([
    200,
    "public, max-age=30, stale-if-error=3600",
  ]);
  const text = await page.text();
  expect(text).toContain("No known incidents, as far as the team has published");
  expect(text).not.toMatch(new RegExp(`Bridge|${hidden.ref}`));
  expect(text).toContain(`href="/status/feed.atom"`);
  const headers = { "if-none-match": page.headers.get("etag") ?? "" };
  expect((await fetch(`${world.url}/status`, { headers })).status).toBe(304);

  await world.order(hidden, {
    do: "draft-public",
    where: "Announcements",
    template: null,
    blocks: [],
    text: "Deposits wait. <script>",
    nextUpdate: "2h",
  });
  const points = ["verified", "no-cause", "action", "next", "read"];
  const bo = { ...ada, person: { name: "bo", discord: null, github: "bo" } };
  const approve = { do: "approve-public", draft: "D1", points } as const;
  const approved = await world.engine.order({
    workspaceId: world.workspaceId,
    incident: { id: hidden.id },
    command: approve,
    actor: bo,
    requestId: null,
  });
  expect(approved.ok).toBe(true);
  await world.order(hidden, { do: "publish-public", draft: "D1" });
  await world.pass(1_000);
  const changed = await fetch(`${world.url}/status/${world.workspaceId}`, { headers });
  expect(changed.status).toBe(200);
  expect(await changed.text()).toContain("Deposits wait. &lt;script&gt;");
  const feed = await fetch(`${world.url}/status/feed.atom`);
  expect(feed.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  expect(await feed.text()).toContain(`<id>${world.url}/status</id>`);
  expect((await fetch(`${world.url}/status/nobody`)).status).toBe(404);
});

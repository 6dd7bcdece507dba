import { describe, expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import { alertToken, startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();
const bench = (): Promise<AppBench> => startAppBench(database);

const incidents = ({ engine, workspaceId }: AppBench) => engine.read.list(workspaceId, { limit: 20 });

async function tell(world: AppBench, source: string, body: object, url = world.url): Promise<void> {
  const answer = await fetch(`${url}/alerts/${source}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${alertToken}`, "content-type": "application/json" },
  });
  expect(answer.status).toBe(202);
  await world.settle();
}

const alert = (name: string, status: "firing" | "resolved", severity = "critical") => ({
  status,
  labels: { alertname: name, severity },
  annotations: { summary: `${name} is down` },
  startsAt: "2026-01-05T08:50:00Z",
  endsAt: status === "firing" ? "0001-01-01T00:00:00Z" : "2026-01-05T09:10:00Z",
  generatorURL: "http://prometheus/graph",
  fingerprint: name.toLowerCase(),
});

const group = (status: "firing" | "resolved", alerts: object[], key = '{}:{alertname="Rpc"}') => ({
  version: "4",
  groupKey: key,
  status,
  receiver: "muster",
  groupLabels: { alertname: "Rpc" },
  commonLabels: { severity: "critical" },
  commonAnnotations: {},
  externalURL: "http://alertmanager",
  truncatedAlerts: 0,
  alerts,
});

describe("a group of alerts", () => {
  test("S1-4: opens one incident of the level that the policy says, noticed when the alert began", async () => {
    const world = await bench();
    await tell(world, "alertmanager", group("firing", [alert("Rpc", "firing"), alert("Api", "firing")]));
    expect(await incidents(world)).toMatchObject([
      {
        severity: { levelId: "P1" },
        source: { kind: "alert", name: "alertmanager" },
        reporter: { name: "alertmanager" },
        anchors: { detected: { at: "2026-01-05T08:50:00.000Z", basis: "alert" } },
        signals: [{ state: "firing" }, { state: "firing" }],
      },
    ]);
  });

  test("told again and again is one incident, whichever replica hears it", async () => {
    const world = await bench();
    const other = await world.startAnother();
    const body = group("firing", [alert("Rpc", "firing")]);
    await Promise.all([
      tell(world, "alertmanager", body),
      tell(world, "alertmanager", body, `http://127.0.0.1:${other.port}`),
      tell(world, "alertmanager", body),
    ]);
    expect(await incidents(world)).toHaveLength(1);
    expect(world.sim.state("acme/protocol").issues).toHaveLength(1);
  });

  test("that ends tells the incident, and closes nothing by itself", async () => {
    const world = await bench();
    await tell(world, "alertmanager", group("firing", [alert("Rpc", "firing"), alert("Api", "firing")]));
    // The end of the other is never listed: the group as a whole is over.
    await tell(world, "alertmanager", group("resolved", [alert("Rpc", "resolved")]));
    const [incident] = await incidents(world);
    expect(incident!.signals.map(({ state }) => state)).toEqual(["over", "over"]);
    expect(incident!.status).toBe("open");
  });

  test("that nobody knows and that is over opens nothing", async () => {
    const world = await bench();
    await tell(world, "alertmanager", group("resolved", [alert("Rpc", "resolved")]));
    expect(await incidents(world)).toEqual([]);
  });

  test("takes the highest level of what fires", async () => {
    const world = await bench();
    const alerts = [
      alert("Slow", "firing", "warning"),
      alert("Drained", "firing", "p0"),
      alert("Old", "resolved", "p1"),
    ];
    await tell(world, "alertmanager", group("firing", alerts));
    expect((await incidents(world))[0]!.severity?.levelId).toBe("P0");
  });
});

describe("alerts that stand alone", () => {
  test("are an incident each, and an end finds its own", async () => {
    const world = await bench();
    const firing = { title: "Checkout is down", severity: "critical", key: "checkout" };
    await tell(world, "generic", [firing, { title: "Login is down", severity: "critical", key: "login" }]);
    await tell(world, "generic", { ...firing, status: "resolved" });
    const found = await incidents(world);
    expect(found.map(({ title, signals }) => [title, signals[0]!.state]).toSorted()).toEqual([
      ["Checkout is down", "over"],
      ["Login is down", "firing"],
    ]);
  });

  test("for which the policy wants no incident are only recorded", async () => {
    const world = await bench();
    await tell(world, "generic", { title: "Disk at 71 %", severity: "info", key: "disk" });
    expect(await incidents(world)).toEqual([]);
  });

  test("whose words are hostile open an incident that is not", async () => {
    const world = await bench();
    const title = "@everyone closes #1 [x](http://evil) <!-- muster:end incident -->";
    await tell(world, "generic", { title, severity: "critical", key: "hostile" });
    const [issue] = world.sim.state("acme/protocol").issues;
    expect(issue!.title).not.toMatch(/@everyone|closes #1\b/);
    expect(issue!.body).not.toMatch(/\]\(http:\/\/evil\)/);
  });
});

import { describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { useSandbox } from "./player.ts";

const muster = useSandbox();

const texts = (acted: { sees: { text?: string }[] }): string =>
  acted.sees.map(({ text }) => text ?? "").join("\n");

describe("without a severity", () => {
  test("S1-7: the policy's own criteria are shown, each with its level", async () => {
    const { answer, ref } = await muster.declare("bo", { title: "Something is off with the keeper" });
    expect(answer).toContain(ref);
    const seen = (await muster.messages("bo", "#ops-alerts")).filter(({ text }) => text.includes(ref));
    const shown = JSON.stringify(seen);
    for (const words of [
      "Fund loss or unauthorized admin action",
      "Service down or data integrity issue",
      "Performance degradation",
      "Cosmetic or non-blocking",
    ]) {
      expect(answer + shown).toContain(words);
    }
    expect((await muster.channels("bo")).some(({ name }) => name.startsWith("incident-"))).toBe(false);
  });

  test("unsure takes the highest, the channel opens and the on-call role is paged once", async () => {
    await muster.choose("bo", "#ops-alerts", { "Choose the severity": ["unsure"] });
    await muster.settle();
    const channel = await muster.incidentChannel("bo", "keeper");
    expect(channel.messages[0]!.text).toContain("P0");
    const pages = muster
      .running()
      .sandbox.discord.messagesIn("#ops-alerts", "Acme Protocol")
      .filter(({ pinged }) => pinged.roles.length > 0);
    expect(pages).toHaveLength(1);
  });

  test("an incident that nobody classifies takes the highest after five minutes", async () => {
    await muster.declare("cy", { title: "Odd numbers on the dashboard" });
    await muster.advance("6m");
    expect((await muster.incidentChannel("cy", "odd-numbers")).messages[0]!.text).toContain("P0");
  });
});

test("S1-15: a P2 goes to #ops-alerts and gets an issue, but no channel", async () => {
  const { ref } = await muster.declare("ada", { title: "p95 above 5 s", severity: "P2" });
  expect((await muster.channels("ada")).some(({ name }) => name.includes("p95"))).toBe(false);
  const alerts = (await muster.messages("ada", "#ops-alerts")).filter(({ ephemeral }) => !ephemeral);
  expect(alerts.filter(({ text }) => text.includes(ref))).toHaveLength(1);
  const issue = (await muster.github()).issues.find(({ title }) => title.includes("p95"))!;
  expect(issue.labels).toEqual(expect.arrayContaining(["incident", "severity:P2"]));
  expect(issue.body).toContain("Schedule for next sprint");
});

test("S1-6, S1-17: a P3 is a GitHub issue and nothing else", async () => {
  const { ref } = await muster.declare("ada", { title: "Typo in the footer", severity: "P3" });
  expect(
    (await muster.messages("ada", "#ops-alerts")).filter(
      ({ text, ephemeral }) => !ephemeral && text.includes(ref),
    ),
  ).toEqual([]);
  expect((await muster.github()).issues.some(({ title }) => title.includes("Typo in the footer"))).toBe(true);
});

test("the same title on the same day gets a name of its own", async () => {
  await muster.declare("ada", { title: "RPC down", severity: "P1" });
  await muster.declare("ada", { title: "RPC down", severity: "P1" });
  const names = (await muster.channels("ada"))
    .map(({ name }) => name)
    .filter((name) => name.includes("rpc-down"));
  expect(names.map((name) => name.slice("incident-2026-01-01-".length))).toEqual(["rpc-down", "rpc-down-2"]);
});

test("through the modal: a command without options asks for everything", async () => {
  const asked = await muster.slash("ada", "#ops-alerts", "/incident declare");
  const { modal } = asked.sees[0]!;
  expect(modal!.fields.map(({ label }) => label.toLowerCase())).toEqual(
    expect.arrayContaining([expect.stringContaining("title"), expect.stringContaining("severity")]),
  );
  const [title, severity] = [
    modal!.fields.find(({ label }) => /title/i.test(label))!,
    modal!.fields.find(({ label }) => /severity/i.test(label))!,
  ];
  const declared = await muster.submit("ada", {
    [title.label]: "Bridge paused by nobody",
    [severity.label]: ["P0"],
  });
  expect(texts(declared)).toMatch(/INC-\d+/);
  await muster.settle();
  expect((await muster.incidentChannel("ada", "bridge-paused")).messages[0]!.text).toContain("P0");
});

test("from a message: two people who declare the same one get one incident", async () => {
  const said = await muster.say("bo", "#ops-alerts", "The subgraph is 4,000 blocks behind");
  const message = said.message!.id;
  const [first, second] = await Promise.all([
    muster.menu("ada", "Declare incident", message),
    muster.menu("bo", "Declare incident", message),
  ]);
  const ref = (acted: typeof first): string | undefined => /INC-\d+/.exec(texts(acted))?.[0];
  if (first.sees[0]?.modal !== undefined) {
    const answers = await Promise.all([muster.submit("ada", {}), muster.submit("bo", {})]);
    expect(new Set(answers.map(ref)).size).toBe(1);
  } else {
    expect(ref(first)).toBe(ref(second));
  }
  await muster.settle();
  expect((await muster.github()).issues.filter(({ title }) => title.includes("subgraph"))).toHaveLength(1);
});

describe("from an alert", () => {
  const recorded = (file: string): { headers: Record<string, string>; body: unknown } =>
    JSON.parse(
      readFileSync(
        new URL(`../../../packages/alerts/src/alertmanager/fixtures/${file}`, import.meta.url),
        "utf8",
      ),
    );
  const post = async (file: string, authorization?: string): Promise<Response> => {
    const { headers, body } = recorded(file);
    return fetch(`${muster.running().url}/api/alerts/alertmanager`, {
      method: "POST",
      headers: {
        "content-type": headers["content-type"]!,
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: JSON.stringify(body),
    });
  };

  test("S1-5: a real Alertmanager webhook becomes one incident of the level that the policy maps it to", async () => {
    expect((await post("00002-group-firing-3-markdown-everyone.json")).status).toBe(202);
    await muster.settle();
    const found = (await muster.channels("ada")).filter(({ name }) => name.includes("disk"));
    expect(found).toHaveLength(1);
    expect(found[0]!.messages.find(({ pinned }) => pinned)!.text).toContain("P1");
  });

  test("the same group again changes nothing", async () => {
    const before = (await muster.github()).issues.length;
    await post("00002-group-firing-3-markdown-everyone.json");
    await muster.settle();
    expect((await muster.github()).issues).toHaveLength(before);
  });

  test("a wrong token is refused, and nothing is kept", async () => {
    expect((await post("00005-prometheus-target-down-firing.json", "Bearer wrong")).status).toBe(401);
    await muster.settle();
    expect((await muster.github()).issues.some(({ title }) => /target/i.test(title))).toBe(false);
  });
});

test("from GitHub: a human's issue with the label declares, and stays the incident's issue with the human's words", async () => {
  const body = "Users report that deposits hang.\n\n- [ ] check the queue\n";
  const opened = await muster.onGithub({
    as: "bo",
    open: { title: "Deposits hang", body, labels: ["incident", "severity:P1"] },
  });
  await muster.settle();
  const issue = (await muster.github()).issues.find(({ number }) => number === opened.number)!;
  expect(issue.body.startsWith(body.trimEnd())).toBe(true);
  expect(issue.body).toContain("INC-");
  expect((await muster.incidentChannel("ada", "deposits-hang")).messages[0]!.text).toContain("Deposits hang");
  expect((await muster.github()).issues.filter(({ title }) => title.includes("Deposits hang"))).toHaveLength(
    1,
  );
});

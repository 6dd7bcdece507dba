import { describe, expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox();

describe("GitHub is down", () => {
  test("Discord is complete at once, the card says what waits, and the issue follows", async () => {
    await muster.faults({ github: "down" });
    await muster.act({
      as: "ada",
      in: "#ops-alerts",
      slash: "/incident declare",
      options: { title: "Keeper halted", severity: "P1" },
    });
    await muster.call("POST", "/settle");
    const channel = await muster.incidentChannel("ada", "keeper");
    expect(channel.messages[0]).toMatchObject({ pinned: true });
    expect(
      (await muster.messages("ada", "#ops-alerts")).some(({ text }) => text.includes("Keeper halted")),
    ).toBe(true);

    await muster.call("POST", "/clock", { advance: "5m" });
    expect((await muster.messages("ada", `#${channel.name}`))[0]!.text).toMatch(/GitHub.*(behind|waiting)/is);

    await muster.clearFaults();
    await muster.advance("5m");
    await muster.settle();
    const issues = (await muster.github()).issues.filter(({ title }) => title.includes("Keeper halted"));
    expect(issues).toHaveLength(1);
    expect((await muster.messages("ada", `#${channel.name}`))[0]!.text).not.toMatch(/GitHub.*behind/is);
  });
});

describe("Discord is down for half an hour", () => {
  test("B30: the incident is run from the issue, which says so, and when Discord is back its channel catches up with one summary", async () => {
    await muster.faults({ discord: "down" });
    const opened = await muster.onGithub({
      as: "bo",
      open: { title: "Signer unreachable", body: "No answer.", labels: ["incident", "severity:P0"] },
    });
    await muster.call("POST", "/clock", { advance: "30m" });
    const issue = async () =>
      (await muster.github()).issues.find(({ number }) => number === opened.number)!.body;
    expect(await issue()).toContain("INC-");
    await muster.call("POST", "/clock", { advance: "4m" });
    await expect
      .poll(issue)
      .toMatch(/> \*\*Discord cannot be reached since .* UTC\.\*\* This issue is the place now/);
    await muster.onGithub({
      as: "bo",
      comment: { issue: opened.number!, body: "/incident update signer restarted" },
    });
    await muster.onGithub({
      as: "bo",
      comment: {
        issue: opened.number!,
        body: "/incident mitigate what: switched signer verified: 5 blocks signed",
      },
    });
    await muster.call("POST", "/settle");
    await muster.call("POST", "/clock", { advance: "10m" });

    await muster.clearFaults();
    await muster.advance("5m");
    await muster.settle();
    const channel = await muster.incidentChannel("bo", "signer");
    expect(channel.messages.filter(({ pinned }) => pinned)).toHaveLength(1);
    expect(
      (await muster.messages("bo", "#ops-alerts")).filter(
        ({ text, ephemeral }) => !ephemeral && text.includes("Signer unreachable"),
      ),
    ).toHaveLength(1);
    const [summary, ...others] = channel.messages.filter(({ text }) =>
      text.includes("While Discord was out of reach"),
    );
    expect(summary?.text).toContain("signer restarted");
    expect(summary?.text).toContain("switched signer");
    expect(others).toEqual([]);
    expect(channel.messages.indexOf(summary!)).toBeGreaterThan(
      channel.messages.findIndex(({ pinned }) => pinned),
    );
    expect(await issue()).not.toContain("cannot be reached");
  });
});

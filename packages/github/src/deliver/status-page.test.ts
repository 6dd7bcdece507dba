import { afterEach, beforeEach, expect, test } from "vitest";
import { bo, by, cy } from "@muster/incident/testing";
import { settingOf, take, under } from "@muster/incident/testing-policies";
import type { Incident } from "@muster/incident";
import { startBench, type Bench, type Keeper } from "../../test/bench.ts";

const trust = under(settingOf("extends: trustledger"));
const { policy } = trust;
const points = ["verified", "no-cause", "action", "legal", "next"];
const path = "docs/status.md";

let bench: Bench;
let keeper: Keeper;

beforeEach(async () => {
  bench = await startBench();
  keeper = bench.keeper("status-page");
});
afterEach(async () => {
  expect(bench.sim.violations()).toEqual([]);
  await bench.close();
});

const deliver = (incident: Incident, attempt = 1) => keeper.deliver(incident, { policy, attempt });
const page = () => bench.sim.state("acme/protocol").files[path];
const drafted = trust.play(
  trust.declare("P0"),
  [1, take("commander"), by(bo)],
  [
    2,
    {
      do: "draft-public",
      where: "Status page",
      template: null,
      blocks: [],
      text: "We look into it.",
      nextUpdate: "2h",
    },
    by(cy),
  ],
);
const out = trust.play(
  drafted,
  [3, { do: "approve-public", draft: "D1", points }, by(bo)],
  [4, { do: "publish-public", draft: "D1" }],
).incident;

test("S4-81: a notice is committed to the status page once, whatever came in between", async () => {
  await deliver(drafted.incident);
  expect(page()).toBeUndefined();
  keeper.dieAt("github.status-page.committed");
  await expect(deliver(out)).rejects.toThrow();
  expect(await deliver(out, 2)).toMatchObject({ verdict: "sent" });
  const written = page();
  expect(written?.match(/We look into it\./g)).toHaveLength(1);
  expect(await deliver(out)).toMatchObject({ verdict: "sent", remote: { id: path } });
  expect(page()).toBe(written);
});

test("a page that people broke is left alone, and they are told", async () => {
  await deliver(out);
  const broken = page()!.replace(/<!-- muster:end [^>]*-->/, "");
  bench.sim.person("ada").editFile({ path, content: broken, message: "tidy up" }, "acme/protocol");
  const verdict = await deliver(out, 2);
  expect(verdict).toMatchObject({ verdict: "never", fix: expect.stringContaining(path) });
  expect(page()).toBe(broken);
});

import { describe, expect, test } from "vitest";
import { at, bo, by, clock, declared, examples, type Story } from "@muster/incident/testing";
import { ring, under } from "@muster/incident/testing-policies";
import { loadPolicy, type Policy } from "@muster/policy";
import { decide, evolve, type Command, type Incident, type IncidentEvent } from "@muster/incident";
import { checklistPage } from "./checklist-page.ts";
import { checklistView } from "./checklist.ts";
import type { MessageBody } from "./message.ts";
import type { Sight } from "./part.ts";
import { runbookList, runbookPage } from "./runbook-page.ts";
import { sayingOf } from "./say.ts";
import { statusCard } from "./status-card.ts";

function settingOf(text: string) {
  const loaded = loadPolicy(text, { file: "policy.yaml" });
  if (!loaded.ok) throw new Error("The policy was refused.");
  return { policy: loaded.value.policy, policyVersion: "v1", onCall: [] };
}
const pci = settingOf("extends: pci");
const seal = settingOf("extends: seal");

function after(start: Story, setting: typeof pci, ...steps: [number, Command][]): Story {
  return steps.reduce(({ incident, events }, [minute, command]) => {
    const actor = command.do === "fire-timer" ? clock : by(bo);
    const decided = decide(incident, { command, actor }, setting, at(minute));
    if (!decided.ok) throw new Error(`${command.do} was refused.`);
    return decided.value.reduce<Story>(
      (story, body) => {
        const event: IncidentEvent = {
          ...body,
          seq: story.incident.seq + 1,
          at: at(minute).toISOString(),
          by: actor.person,
          via: actor.via,
          inRoom: false,
        };
        return { incident: evolve(story.incident, event), events: [...story.events, event] };
      },
      { incident, events },
    );
  }, start);
}

const sight = (incident: Incident, policy: Policy, now = at(30)): Sight => ({
  incident,
  policy,
  remotes: {},
  person: bo,
  now,
});
const text = ({ content, components }: MessageBody): string => content ?? JSON.stringify(components);
const begin = (level: string, setting: typeof pci, title?: string): Story =>
  declared({ level, ...(title === undefined ? {} : { title }) }, { setting });
const tick = (steps: string[], note: string | null = null): Command => ({
  ...examples["tick-steps"],
  steps,
  note,
});

describe("the page of a phase", () => {
  const story = after(begin("Severity 1", pci), pci, [7, tick(["credentials-revoked"])]);
  const page = checklistPage(sight(story.incident, pci.policy), null);

  test("shows the current phase: what is done, by whom and when, and what is open with whose job it is", () => {
    expect(text(page)).toContain("**Phase 3 of 7 · Containment**: 1 of 5 done");
    expect(text(page)).toMatch(/☑️ Compromised credentials are revoked\. · bo, <t:\d+:t>/);
    expect(text(page)).toContain("⬜ Affected services are isolated. (Engineering team)");
    expect(text(page)).toContain("Triage 1/3");
  });

  test("has a menu for steps that need no words, which takes several at once", () => {
    const menus = JSON.parse(JSON.stringify(page.components)).flatMap(
      (row: { components: unknown[] }) => row.components,
    );
    expect(menus[0]).toMatchObject({ placeholder: "Tick a step", max_values: 4 });
    expect(
      checklistView.presses["steps-tick"]!(sight(story.incident, pci.policy), "", ["a", "b"]),
    ).toMatchObject({
      order: { do: "tick-steps", steps: ["a", "b"] },
    });
  });

  test("turns to another phase, and says what holds a resolution up", () => {
    const other = checklistView.presses["checklist-page"]!(sight(story.incident, pci.policy), "", [
      "recovery",
    ]);
    expect("show" in other && text(other.show)).toContain(
      "⬜ The integrity of systems and data is validated. (Engineering team) 🔒 before you can resolve",
    );
  });

  test("a step that needs words opens its form, one that is planned asks for owner and day", () => {
    const press = checklistView.presses["step-words"]!;
    expect(press(sight(story.incident, pci.policy), "", ["entry-identified"])).toEqual({
      ask: "checklist.tick",
      filled: { step: "entry-identified" },
    });
    expect(press(sight(story.incident, pci.policy), "", ["documentation-updated"])).toMatchObject({
      ask: "checklist.plan",
    });
  });

  test("B8: before the damage has stopped, a phase that looks for the cause begins with what stops it", () => {
    const early = checklistPage(sight(begin("P1", seal).incident, seal.policy), "investigation");
    expect(text(early)).toContain("🩸 **First:** What stops the damage now?");
    const stopped = after(begin("P1", seal), seal, [5, examples.mitigate]);
    expect(text(checklistPage(sight(stopped.incident, seal.policy), "investigation"))).not.toContain("🩸");
    const entered = after(begin("P1", seal), seal, [
      5,
      { do: "enter-phase", phase: "investigation", reason: null },
    ]);
    const said = sayingOf(entered.events.at(-1)!, { incident: entered.incident, policy: seal.policy });
    expect(said.text).toContain("🩸 **First:** What stops the damage now?");
  });

  test("a team whose phase has more steps than a menu takes sees them all and ticks by name", () => {
    const steps = Array.from({ length: 40 }, (_, index) => `s${index}: { text: Step number ${index} }`).join(
      ", ",
    );
    const many = settingOf(`extends: pci\nphases: { containment: { steps: { ${steps} } } }`);
    const body = checklistPage(sight(begin("Severity 1", many).incident, many.policy), null);
    expect(JSON.stringify(body).length).toBeLessThan(20_000);
    expect(JSON.stringify(body)).toContain('"max_values":25');
    expect(JSON.stringify(body)).toContain("20 more");
  });

  test("hostile words of a policy or a note stay words", () => {
    const bad = settingOf(
      "extends: pci\nphases: { containment: { steps: { x: { text: '@everyone [click](https://evil.example)', note: say } } } }",
    );
    const ticked = after(begin("Severity 1", bad), bad, [3, tick(["x"], "@here **now**")]);
    const shown = text(checklistPage(sight(ticked.incident, bad.policy), null));
    expect(shown).not.toMatch(/@everyone|@here|\]\(/);
  });
});

describe("the card", () => {
  const cardOf = (story: Story, { policy }: typeof pci): string =>
    JSON.stringify(
      statusCard({
        incident: story.incident,
        policy,
        remotes: {},
        lagMs: { discord: 0, github: 0 },
        troubles: [],
      }),
    );

  test("says in one line where the checklist stands and what is next, and has its button", () => {
    const card = cardOf(after(begin("Severity 1", pci), pci, [7, tick(["credentials-revoked"])]), pci);
    expect(card).toContain("**Phase 3 of 7 · Containment**: 1 of 5 done");
    expect(card).toContain("Next step: Affected services are isolated.");
    expect(card).toContain("2 open in earlier phases");
    expect(card).toContain('"label":"Checklist"');
    expect(card).toContain('"label":"More"');
  });

  test("S4-27: shows when the time of a phase is up, and that it was", () => {
    const trustledger = settingOf("extends: trustledger");
    const open = begin("P0", trustledger);
    const up = Math.floor(at(15).getTime() / 1_000);
    expect(cardOf(open, trustledger)).toContain(`time is up <t:${up}:R>`);
    const over = ring(under(trustledger), open, "phase:assessment", 15);
    expect(cardOf(over, trustledger)).toContain(`⏰ time was up <t:${up}:R>`);
    const asked = over.events.find(
      (event) => event.type === "reminded" && event.timer === "phase:assessment",
    )!;
    const said = sayingOf(asked, { incident: over.incident, policy: trustledger.policy });
    expect(said.text).toMatch(
      /^⏰ \*\*Detection and assessment\*\* is over its 15 min\. Nothing stops; still open:\n⬜ /,
    );
  });

  test("suggests a runbook by the words that speak for it, and counts one that is in use", () => {
    const story = begin("P1", seal, "Deployer key leaked");
    expect(cardOf(story, seal)).toContain("💡 “key”, “leaked”: perhaps /runbook open runbook:key-compromise");
    const open = after(story, seal, [3, { do: "open-runbook", runbook: "key-compromise" }]);
    expect(cardOf(open, seal)).toContain("📕 **Key compromise**: 0 of 7 done");
    expect(cardOf(open, seal)).not.toContain("💡");
  });
});

describe("a runbook", () => {
  const story = begin("P1", seal, "Deployer key leaked");

  test("S0-60, S1R-10: is shown step by step with its command, why, and what to see; never run", () => {
    const page = text(runbookPage(sight(story.incident, seal.policy), "key-compromise"));
    expect(page).toContain("triage within 10 min");
    expect(page).toContain("--private-key $SIGNER_KEY");
    expect(page).toContain("Why: ");
    expect(page).toContain("You should see: ");
    expect(page).toContain("I never run these.");
    const options = text(runbookPage(sight(story.incident, seal.policy), "key-compromise", "options"));
    expect(options).toContain("**Move the funds** · Rollback safe? **with care**");
  });

  test("S0R-20, S4-115: one that was not looked through in time says so, with who looks after it", () => {
    const old = settingOf('extends: seal\nrunbooks: { ddos-attack: { owner: Cy, updatedOn: "2025-01-01" } }');
    const page = text(runbookPage(sight(begin("P1", old).incident, old.policy), "ddos-attack"));
    expect(page).toContain("⚠️ **Out of date:** last looked through on 2025-01-01, due again on 2025-06-30.");
    expect(page).toContain("Cy looks after it.");
    expect(text(runbookList(old.policy, at(0)))).toMatch(/DDoS attack.*⚠️ out of date/);
    expect(text(runbookPage(sight(story.incident, seal.policy), "ddos-attack"))).not.toContain("Out of date");
  });

  test("every page of every runbook fits into a message", () => {
    for (const id of Object.keys(seal.policy.runbooks))
      for (const page of ["now", "tell", "options", "questions", "end"]) {
        const body = runbookPage(sight(story.incident, seal.policy), id, page);
        expect(text(body).length).toBeGreaterThan(60);
        expect(text(body)).not.toContain("…");
      }
  });
});

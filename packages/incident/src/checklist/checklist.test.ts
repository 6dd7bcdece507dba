import { describe, expect, test } from "vitest";
import { nextSteps } from "../next-steps.ts";
import { ada, at, bo, by, clock, cy, eve, examples, type Story } from "../testing.ts";
import {
  due,
  fire,
  ring,
  settingOf,
  skipGates,
  take,
  told,
  under,
  type Step,
  type World,
} from "../testing-policies.ts";
import { timers } from "./timers.ts";
import { overrunsOf, progressOf, standingOf, tickable } from "./standing.ts";

const seal = under(settingOf("extends: seal"));
const pci = under(settingOf("extends: pci"));
const atrium = under(settingOf("extends: atrium"));
const trustledger = under(settingOf("extends: trustledger"));

const tick = (step: string, note: string | null = null): Step[1] => ({
  ...examples["tick-steps"],
  steps: [step],
  note,
});
const enter = (phase: string, reason: string | null = null): Step[1] => ({
  do: "enter-phase",
  phase,
  reason,
});
const phaseOf = ({ incident }: Story, { policy }: World): string => {
  const progress = progressOf({ incident, policy })!;
  return progress.phases[progress.current]!.phase.id;
};
const lastText = (story: Story): string => story.incident.timeline.at(-1)!.text;

describe("phases", () => {
  test("S0-1: a hack and an outage go through the same six steps, from detection to review", () => {
    for (const level of ["P1", "P2", "P3"]) {
      const story = seal.declare(level);
      const { phases } = progressOf({ incident: story.incident, policy: seal.policy })!;
      expect(phases.map(({ phase }) => phase.name)).toEqual([
        "Detection",
        "Coordination",
        "Investigation",
        "Resolution",
        "Monitoring",
        "Post-incident review",
      ]);
    }
  });

  test("begin by themselves with what happens, and leave what is open behind as open", () => {
    let story = seal.declare(null);
    const seen = [phaseOf(story, seal)];
    const steps: Step[] = [
      [1, { do: "change-severity", level: "P1", reason: null }],
      [2, { do: "take-role", role: "leader" }],
      [3, enter("next")],
      [4, examples.mitigate],
      [5, examples.resolve],
      [6, examples["schedule-meeting"]],
    ];
    for (const step of steps) {
      story = seal.play(story, step);
      seen.push(phaseOf(story, seal));
    }
    expect(seen).toEqual([
      "detection",
      "coordination",
      "investigation",
      "resolution",
      // Those who are told, and the plan of the permanent fix, follow the mitigation.
      "resolution",
      "monitoring",
      "review",
    ]);
    expect(standingOf(story.incident, { id: "options-determined" })).toEqual({ is: "open" });
  });

  test("S4-1: security, outages and other events alike go through assessment, containment, investigation, recovery and what follows", () => {
    const story = trustledger.declare("P1");
    expect(
      progressOf({ incident: story.incident, policy: trustledger.policy })!.phases.map(
        ({ phase }) => phase.id,
      ),
    ).toEqual(["assessment", "containment", "investigation", "recovery", "post-incident"]);
  });

  test("going back needs a reason and stays on record; going on needs none", () => {
    const story = pci.play(pci.declare("Severity 1"), [5, enter("eradication")]);
    expect(lastText(story)).toBe("Phase: Containment → Eradication");
    expect(pci.refusal(story, enter("Containment"))).toBe(
      "Going back from Eradication to Containment needs a reason. Add one: /checklist phase phase:containment reason:…",
    );
    const back = pci.play(story, [9, enter("containment", "a second server")]);
    expect(lastText(back)).toBe("Phase: Eradication → Containment, because a second server");
    expect(phaseOf(back, pci)).toBe("containment");
    // A fact leads on from there again, never back.
    expect(phaseOf(pci.play(back, [10, examples.mitigate]), pci)).toBe("investigation");
    expect(pci.refusal(story, enter("dessert"))).toContain(
      "There is no phase `dessert` to enter. Choose one of `detection`",
    );
  });

  test("an incident that is back leaves the phases that its end had begun", () => {
    const over = seal.play(
      seal.declare("P2"),
      [2, take("leader")],
      [5, examples.mitigate],
      [9, examples.resolve],
    );
    expect(phaseOf(over, seal)).toBe("monitoring");
    expect(phaseOf(seal.play(over, [20, examples.reopen]), seal)).toBe("investigation");
  });

  test("S3R-3: containment comes before the investigation, and says that it limits what is exposed", () => {
    const story = pci.declare("Severity 1");
    const { phases, current } = progressOf({ incident: story.incident, policy: pci.policy })!;
    expect(phases[current]!.phase).toMatchObject({
      id: "containment",
      goal: "Limit what is exposed right now, before anything else.",
    });
    expect(phaseOf(pci.play(story, [4, examples.mitigate]), pci)).toBe("investigation");
  });
});

describe("time windows", () => {
  /** As the checklist asks for it, before all asks are spread out. */
  const ends = ({ incident }: Story, name: string): number | undefined => {
    const listed = timers({ incident, policy: trustledger.policy, level: null });
    const timer = listed.find((one) => one.name === name);
    return timer === undefined ? undefined : (timer.dueAt.getTime() - at(0).getTime()) / 60_000;
  };

  test("S4-27, S4-38, S4-48: the windows of the first three phases end 15 min, 60 min and 24 h after the declaration", () => {
    const first = trustledger.declare("P0");
    expect(ends(first, "phase:assessment")).toBe(15);
    const second = trustledger.play(first, [5, { do: "accept-role", role: "commander" }]);
    expect(ends(second, "phase:containment")).toBe(60);
    expect(ends(second, "phase:assessment")).toBeUndefined();
    const third = trustledger.play(second, [30, examples.mitigate]);
    expect(ends(third, "phase:investigation")).toBe(1_440);
  });

  test("S4-58, S4-68: recovery and what follows take as long as they take", () => {
    const story = trustledger.play(trustledger.declare("P0"), [5, enter("recovery")]);
    expect(Object.keys(due(story, trustledger.policy)).filter((name) => name.startsWith("phase:"))).toEqual(
      [],
    );
    const over = trustledger.play(story, ...skipGates(story, trustledger.policy, 6), [9, examples.resolve]);
    expect(phaseOf(over, trustledger)).toBe("post-incident");
  });

  test("running over is said once with what is open, blocks nothing, and counts in the report", () => {
    const story = trustledger.play(trustledger.declare("P0"), [
      14,
      tick("information-gathered", "bridge down"),
    ]);
    const asked = ring(trustledger, story, "phase:assessment", 15);
    const texts = asked.incident.timeline.map(({ text }) => text);
    expect(texts).toContain(
      "Reminder: Detection and assessment is over its 15 min; open: The team is active: somebody leads.",
    );
    expect(due(asked, trustledger.policy)["phase:assessment"]).toBeUndefined();
    const late = trustledger.play(asked, [27, { do: "enter-phase", phase: "next", reason: null }]);
    expect(overrunsOf({ incident: late.incident, policy: trustledger.policy }, at(40))).toEqual([
      { phase: "assessment", name: "Detection and assessment", byMs: 12 * 60_000 },
    ]);
  });

  test("nobody is asked for a phase in which all is done", () => {
    const story = trustledger.play(trustledger.declare("P0"), [1, enter("containment")]);
    const open = progressOf({
      incident: story.incident,
      policy: trustledger.policy,
    })!.phases[1]!.steps.filter(({ standing }) => standing.is === "open");
    const done = trustledger.play(
      story,
      ...open.map(({ step }): Step => [2, { do: "skip-step", step: step.id, reason: "no need" }]),
    );
    expect(due(done, trustledger.policy)["phase:containment"]).toBeUndefined();
  });
});

describe("the damage is stopped before the cause is sought", () => {
  test("B8, S0-54, S0-55: until it is mitigated, people are first asked what stops the damage and whether a temporary fix is faster", () => {
    const story = seal.play(seal.declare("P1"), [2, { do: "accept-role", role: "leader" }]);
    const steps = nextSteps(story.incident, seal.policy);
    const asks = steps.findIndex((step) =>
      /What stops the damage now\?.*rollback, pause, disable/.test(step),
    );
    expect(asks).toBeGreaterThanOrEqual(0);
    expect(asks).toBeLessThan(steps.findIndex((step) => step.includes("/incident mitigate")));

    const looking = seal.play(seal.declare("P1"), [3, enter("investigation")]);
    expect(looking.events.at(-1)).toMatchObject({
      asks: expect.stringMatching(/^What stops the damage now\?/),
    });
    const stopped = seal.play(story, [9, examples.mitigate]);
    expect(nextSteps(stopped.incident, seal.policy).join()).not.toContain("What stops the damage now?");
    const later = seal.play(stopped, [10, enter("investigation", "to find the cause")]);
    expect(later.events.at(-1)).toMatchObject({ asks: null });
  });

  test("B8: the root cause is optional: it can be mitigated and resolved without one", () => {
    const over = seal.play(seal.declare("P1", by(ada)), [5, examples.mitigate], [9, examples.resolve]);
    expect(over.incident).toMatchObject({ status: "resolved" });
    expect(over.incident.anchors.rootCauseFound).toBeUndefined();
  });
});

describe("B9: what was fixed is verified", () => {
  const fixed = (...more: Step[]): Story =>
    seal.play(seal.declare("P1"), [5, examples.mitigate, by(ada)], ...more);

  test("by the one who mitigated, when nobody else took part", () => {
    expect(seal.refusal(fixed(), examples.resolve, by(ada))).toBeNull();
    expect(seal.refusal(seal.declare("P1"), { ...examples.mitigate, verified: "" })).toContain(
      "`verified` is empty",
    );
  });

  test("by somebody else, when several took part: they resolve it, or confirm it", () => {
    const together = fixed([6, examples.note, by(bo)]);
    expect(seal.refusal(together, examples.resolve, by(ada))).toBe(
      "ada reported the mitigation and several people took part, so somebody else checks that it holds. They use /checklist confirm, or /incident resolve themselves.",
    );
    expect(nextSteps(together.incident, seal.policy)).toContain(
      "Somebody other than ada checks that the fix holds: /checklist confirm.",
    );
    expect(seal.refusal(together, examples.resolve, by(bo))).toBeNull();
    expect(seal.refusal(together, examples["confirm-fix"], by(ada))).toContain("somebody else confirms it");
    const confirmed = seal.play(together, [8, examples["confirm-fix"], by(bo)]);
    expect(lastText(confirmed)).toBe("Fix confirmed by bo: withdrawals go through");
    expect(seal.refusal(confirmed, examples.resolve, by(ada))).toBeNull();
  });

  test("the confirmation of a fix that did not hold counts no more", () => {
    const again = fixed(
      [6, examples.note, by(bo)],
      [7, examples["confirm-fix"], by(cy)],
      [8, examples.resolve],
      [20, examples.reopen],
      [25, examples.mitigate, by(ada)],
    );
    expect(seal.refusal(again, examples.resolve, by(ada))).toContain("somebody else checks");
  });

  test("not where the policy does not ask for it, nor by whoever only reported it", () => {
    expect(
      seal.refusal(
        seal.play(seal.declare("P4", by(eve)), [5, examples.mitigate], [6, examples.note, by(bo)]),
        examples.resolve,
      ),
    ).toBeNull();
    const alone = seal.play(seal.declare("P1", by(eve)), [5, examples.mitigate, by(ada)]);
    expect(seal.refusal(alone, examples.resolve, by(ada))).toBeNull();
  });
});

describe("what must be done first", () => {
  test("S3-49, S3R-4: a PCI incident is resolved only when integrity is validated, or skipped with a reason", () => {
    const story = pci.play(pci.declare("Severity 1"), [5, examples.mitigate]);
    expect(pci.refusal(story, examples.resolve)).toBe(
      "Before /incident resolve, the policy wants this done: “The integrity of systems and data is validated.” Tick it with /checklist tick step:integrity-validated, or say why not with /checklist skip.",
    );
    expect(nextSteps(story.incident, pci.policy)).toContain(
      "Before you can resolve: The integrity of systems and data is validated. /checklist tick step:integrity-validated, or /checklist skip.",
    );
    const validated = pci.play(story, [9, tick("integrity-validated", "hashes agree with the backup")]);
    expect(pci.refusal(validated, examples.resolve)).toBeNull();
    const skipped = pci.play(story, [
      9,
      { do: "skip-step", step: "integrity-validated", reason: "nothing is stored" },
    ]);
    expect(lastText(skipped)).toBe(
      "Skipped: The integrity of systems and data is validated. Because nothing is stored",
    );
    expect(pci.refusal(skipped, examples.resolve)).toBeNull();
  });

  test("S4-57, S4-62: rollback and staging hold up the resolution, at the levels where funds or data are at risk", () => {
    const refusal = trustledger.refusal(trustledger.declare("P0"), examples.resolve);
    expect(refusal).toMatch(/rollback is prepared.*tested in staging.*step:rollback-prepared/);
    expect(trustledger.refusal(trustledger.declare("P2"), examples.resolve)).toBeNull();
  });

  test("what was validated before it came back is validated again", () => {
    const story = pci.play(
      pci.declare("Severity 1"),
      [5, tick("integrity-validated", "hashes agree")],
      [6, tick("credentials-revoked")],
      [9, examples.resolve],
      [20, examples.reopen],
    );
    expect(pci.refusal(story, examples.resolve)).toContain("step:integrity-validated");
    expect(standingOf(story.incident, { id: "credentials-revoked" })).toMatchObject({ is: "ticked" });
  });

  test("S1R-9: a regression test or an alert is asked for, and a team may make closing wait for it", () => {
    expect(atrium.policy.phases["follow-up"]?.steps["regression-covered"]).toMatchObject({
      text: expect.stringContaining("A regression test or an alert"),
      gates: null,
    });
    const strict = under(
      settingOf(
        "extends: atrium\nphases: { follow-up: { steps: { regression-covered: { gates: close } } } }\n",
      ),
    );
    const published = strict.play(
      strict.declare("P1"),
      [5, examples.resolve],
      [60, examples["publish-postmortem"]],
    );
    expect(published.incident.status).toBe("resolved");
    expect(nextSteps(published.incident, strict.policy)).toContainEqual(
      expect.stringMatching(/^Before you can close: A regression test or an alert .*step:regression-covered/),
    );
    for (const command of [tick("regression-covered"), examples["add-action"]]) {
      const covered = strict.play(published, [70, command]);
      expect(due(covered, strict.policy)["checklist-close"]).toBe(60);
      expect(strict.play(covered, [70, fire("checklist-close"), clock]).incident.status).toBe("closed");
    }
    const before = strict.play(strict.declare("P1"), [5, examples.resolve], [6, examples["add-action"]]);
    expect(strict.play(before, [60, examples["publish-postmortem"]]).incident.status).toBe("closed");
  });
});

describe("ticks", () => {
  const story = pci.declare("Severity 1");

  test("several at once are one order; a second tick changes nothing", () => {
    const both: Step[1] = { ...examples["tick-steps"], steps: ["credentials-revoked", "services-isolated"] };
    const ticked = pci.play(story, [3, both]);
    expect(ticked.events.slice(-2).map(({ type }) => type)).toEqual(["step-ticked", "step-ticked"]);
    expect(pci.play(ticked, [4, both, by(bo)]).events).toHaveLength(ticked.events.length);
  });

  test("a wrong one is corrected with a reason, and both stay on record", () => {
    const corrected = pci.play(
      story,
      [3, tick("credentials-revoked")],
      [5, { do: "untick-step", step: "credentials-revoked", reason: "one still works" }, by(bo)],
    );
    expect(corrected.incident.timeline.slice(-2).map(({ text }) => text)).toEqual([
      "Done: Compromised credentials are revoked.",
      "Open again: Compromised credentials are revoked. Because one still works",
    ]);
    expect(standingOf(corrected.incident, { id: "credentials-revoked" })).toEqual({ is: "open" });
    expect(pci.refusal(story, { do: "untick-step", step: "credentials-revoked", reason: "x" })).toContain(
      "is open already",
    );
  });

  test("a step is found by its words too; one that there is not is told with what is open", () => {
    expect(pci.refusal(story, tick("affected services are isolated."))).toBeNull();
    expect(pci.refusal(story, tick("make tea"))).toMatch(
      /^There is no step `make tea`. Open are `incident-validated`/,
    );
  });

  test("a secret in a note is refused", () => {
    expect(pci.refusal(story, tick("entry-identified", `key 0x${"ab".repeat(32)}`))).toContain("secret");
  });

  test("a level without phases has no checklist", () => {
    const ticket = seal.declare("P5");
    expect(progressOf({ incident: ticket.incident, policy: seal.policy })).toBeNull();
    expect(tickable({ incident: ticket.incident, policy: seal.policy })).toEqual([]);
    expect(seal.refusal(ticket, enter("next"))).toContain("This policy has no phases at this level.");
  });

  test("the room hears of a phase and of what was skipped, not of each tick", () => {
    const ticked = pci.play(story, [3, tick("credentials-revoked")]);
    expect(told(ticked, story)).not.toContain("say room");
    expect(told(ticked, story)).toContain("status-card");
    expect(told(pci.play(story, [3, enter("next")]), story)).toContain("say room");
    const skipped = pci.play(story, [3, { do: "skip-step", step: "credentials-revoked", reason: "none" }]);
    expect(told(skipped, story)).toContain("say room");
  });
});

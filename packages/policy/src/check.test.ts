import { describe, expect, test } from "vitest";
import { checkPolicy } from "./check.ts";
import { errorRules } from "./error-rules.ts";
import { policySchema, type Policy } from "./schema.ts";
import { staffingWarnings } from "./rules/staffing.ts";
import { warningRules } from "./warning-rules.ts";

/** The smallest policy that nobody has anything to say about. */
function aPolicy(change: (policy: Policy) => void = () => {}): Policy {
  const policy = policySchema.parse({
    id: "small",
    name: "Small",
    levels: {
      High: {
        rank: 1,
        definition: "It is down",
        response: { text: "at once", withinMin: 0 },
        opens: { channel: true, opsAlerts: true, issue: true },
        pages: ["on-call"],
        external: [{ where: "Status page", what: "Say so", when: "always", approvedBy: "lead" }],
        roles: ["lead"],
        mitigation: [{ text: "Restart it" }],
        postmortem: { required: true, dueHours: 48 },
      },
      Low: {
        rank: 2,
        definition: "It is slow",
        response: { text: "a day", withinMin: 1_440 },
        opens: { channel: false, opsAlerts: false, issue: true },
        postmortem: { required: false, dueHours: null },
      },
    },
    classification: { unsureAfterMin: 5 },
    roles: {
      lead: { name: "Lead", duty: "Leads and keeps the record", offeredTo: "on-call", acceptWithinMin: 15 },
    },
    onCall: { document: "rota.md" },
    people: { ada: { discord: "111111111111111111" }, bo: { github: "bo" } },
    postmortem: { path: "incidents/{date}-{slug}.md", dueFrom: "resolved", remindBeforeHours: [24] },
    tracker: { path: "plan.md" },
    hotfix: { branch: "hotfix/{date}" },
    alerts: { rules: [{ match: { severity: "page" }, level: "High" }, { level: null }] },
    discord: { opsAlerts: "ops", category: "Incidents", responderRole: "responder", onCallRole: "on-call" },
    github: { label: "incident" },
    groups: {
      deciders: { name: "Decision Makers", duty: "Decide", discordRole: "decision-maker" },
      press: { name: "Press", duty: "Speak", discordRole: "press" },
    },
    decisionMakers: "deciders",
  });
  change(policy);
  return policy;
}

const high = (policy: Policy) => policy.levels["High"]!;
const low = (policy: Policy) => policy.levels["Low"]!;

test("a policy whose parts fit together has no errors and no warnings", () => {
  expect(checkPolicy(aPolicy())).toEqual({ errors: [], warnings: [] });
});

type Case = [change: (policy: Policy) => void, path: string, says: RegExp];

const broken: Record<keyof typeof errorRules, Case> = {
  thereIsALevel: [(p) => (p.levels = {}), "levels", /Write at least one level/],
  thereAreNotTooMany: [
    (p) =>
      (p.people = Object.fromEntries(
        Array.from({ length: 1_001 }, (_, n) => [`p${n}`, { discord: null, github: `g${n}` }]),
      )),
    "people",
    /people has 1001 entries; 1000 fit/,
  ],
  ranksDiffer: [(p) => (low(p).rank = 1), "levels.Low.rank", /is 1, as is that of High/],
  levelNamesDiffer: [
    (p) => (p.levels["high"] = { ...low(p), rank: 3 }),
    "levels.high",
    /differs from High only by capital/,
  ],
  roleNamesDiffer: [(p) => (p.roles["LEAD"] = p.roles["lead"]!), "roles.LEAD", /only by capital/],
  peopleDiffer: [(p) => (p.people["Ada"] = { discord: null, github: "a" }), "people.Ada", /only by capital/],
  levelRolesExist: [
    (p) => high(p).roles.push("cook"),
    "levels.High.roles.1",
    /"cook", which is no role. Write one of `lead`/,
  ],
  approversExist: [
    (p) => (high(p).external[0]!.approvedBy = "pope"),
    "levels.High.external.0.approvedBy",
    /"pope", which is no role/,
  ],
  alertRulesNameLevels: [
    (p) => (p.alerts.rules[0]!.level = "P9"),
    "alerts.rules.0.level",
    /"P9", which is no level. Write one of `High`, `Low`, or `null`/,
  ],
  everyLevelOpensSomething: [(p) => (low(p).opens.issue = false), "levels.Low.opens", /opens nothing/],
  placeholdersAreKnown: [
    (p) => (p.postmortem.path = "incidents/{date}-{slug}-{id}.md"),
    "postmortem.path",
    /holds `\{id\}`/,
  ],
  commandsHoldNoKeys: [
    (p) => (high(p).mitigation[0]!.command = `cast send x --private-key 0x${"ab".repeat(32)}`),
    "levels.High.mitigation.0.command",
    /looks like a private key.*\$MULTISIG_KEY_1/,
  ],
};

describe.each(Object.entries(broken))("error %s", (name, [change, path, says]) => {
  test("is told at its place with what to write, and nothing else is", () => {
    const { errors } = checkPolicy(aPolicy(change));
    const own = errorRules[name as keyof typeof errorRules](aPolicy(change));
    expect(own).toHaveLength(1);
    expect(own[0]!.path.join(".")).toBe(path);
    expect(own[0]!.message).toMatch(says);
    expect(errors).toContainEqual(own[0]);
  });
});

const waiting = {
  text: "Pause through the multisig",
  command: null,
  caution: "Waits behind a 48 h timelock.",
};

const doubted = { ...warningRules, ...staffingWarnings };

const doubtful: Record<keyof typeof doubted, Case> = {
  postmortemsAreDue: [
    (p) => (high(p).postmortem.dueHours = null),
    "levels.High.postmortem.dueHours",
    /says no time for it/,
  ],
  remindersComeBeforeDue: [
    (p) => p.postmortem.remindBeforeHours.push(48),
    "postmortem.remindBeforeHours.1",
    /before the clock of High starts/,
  ],
  ticketsLinkWhatIsThere: [
    (p) => (low(p).ticketLinksChannel = true),
    "levels.Low.ticketLinksChannel",
    /but Low opens none/,
  ],
  emergenciesHaveAnImmediateStep: [
    (p) => (high(p).mitigation = [waiting]),
    "levels.High.mitigation",
    /every step of it waits/,
  ],
  immediateStepsComeFirst: [
    (p) => high(p).mitigation.unshift(waiting),
    "levels.High.mitigation.0",
    /step 2 works at once. Put that one first/,
  ],
  publicWordsAreApproved: [
    (p) => (high(p).external[0]!.approvedBy = null),
    "levels.High.external.0",
    /does not say who approves/,
  ],
  pagingReachesSomebody: [
    (p) => {
      p.onCall.document = null;
      p.roles["lead"]!.offeredTo = null;
      p.discord.onCallRole = null;
    },
    "levels.High.pages",
    /neither a rota nor an on-call role/,
  ],
  everyIncidentHasItsOwnFile: [
    (p) => (p.postmortem.path = "incidents/{date}.md"),
    "postmortem.path",
    /has no `\{slug\}`/,
  ],
  everyHotfixHasItsOwnBranch: [
    (p) => {
      high(p).offersHotfix = true;
      p.hotfix.branch = "hotfix";
    },
    "hotfix.branch",
    /two incidents share a branch/,
  ],
  higherLevelsAreAnsweredSooner: [
    (p) => (high(p).response.withinMin = 2_000),
    "levels.Low.response.withinMin",
    /sooner than High \(2000 min\)/,
  ],
  everyAlertMeetsARule: [(p) => p.alerts.rules.pop(), "alerts.rules", /Add a last rule without `match`/],
  everyAlertRuleCanMatch: [
    (p) => p.alerts.rules.reverse(),
    "alerts.rules.1",
    /never reached: rule 1 has no `match`/,
  ],
  rotationsHaveARota: [
    (p) => {
      p.staffing = "first-responder";
      p.onCall.document = null;
    },
    "staffing",
    /goes by a rota, and the policy names none/,
  ],
  somebodyDecides: [(p) => (p.decisionMakers = null), "decisionMakers", /names nobody who decides/],
  somebodyWritesItDown: [
    (p) => (p.roles["lead"]!.duty = "Leads"),
    "roles",
    /No role's duty is to write down what happens/,
  ],
  groupsHaveMembers: [
    (p) => (p.groups["press"]!.discordRole = null),
    "groups.press",
    /Nobody belongs to Press/,
  ],
  pagesHaveAPlace: [
    (p) => (high(p).opens.opsAlerts = false),
    "levels.High.pages",
    /no message in the alert channel/,
  ],
  remindersHaveAPlace: [(p) => (low(p).updateEveryMin = 60), "levels.Low.updateEveryMin", /opens no channel/],
  higherLevelsAreUpdatedMoreOften: [
    (p) => {
      high(p).updateEveryMin = 90;
      low(p).updateEveryMin = 60;
    },
    "levels.Low.updateEveryMin",
    /every 60 min, more often than High \(90 min\)/,
  ],
  approversAreAskedFor: [
    (p) => (high(p).roles = []),
    "levels.High.external.0.approvedBy",
    /Lead approves the words on Status page, but High does not ask for that role/,
  ],
  examplesBelongToOneLevel: [
    (p) => {
      high(p).examples = ["Outage"];
      low(p).examples = ["outage"];
    },
    "levels.Low.examples.0",
    /“outage” is an example of High and of Low/,
  ],
  quorumsAgree: [
    (p) => {
      high(p).mitigation[0]!.caution = "It needs 2 of 3 confirmations.";
      low(p).mitigation = [{ text: "Pause it, with 3-of-5 signatures", command: null, caution: null }];
    },
    "levels.Low.mitigation.0",
    /Here 3 of 5 must confirm, in High it is 2 of 3/,
  ],
  peopleCanBeReached: [
    (p) => (p.people["ada"]!.discord = null),
    "people.ada",
    /neither a Discord id nor a GitHub login/,
  ],
  idsBelongToOnePerson: [
    (p) => (p.people["cy"] = { discord: null, github: "BO" }),
    "people.cy",
    /cy and bo have the same id/,
  ],
};

describe.each(Object.entries(doubtful))("warning %s", (name, [change, path, says]) => {
  test("is told at its place and stops nothing", () => {
    const own = doubted[name as keyof typeof doubted](aPolicy(change));
    expect(own).toHaveLength(1);
    expect(own[0]!.path.join(".")).toBe(path);
    expect(own[0]!.message).toMatch(says);
    const { errors, warnings } = checkPolicy(aPolicy(change));
    expect(errors).toEqual([]);
    expect(warnings).toContainEqual(own[0]);
  });
});

test("a ticket whose note asks for the channel is doubted too, whatever the field says", () => {
  const policy = aPolicy((p) => (low(p).ticketNote = "Link to the incident channel."));
  expect(checkPolicy(policy).warnings.map((warning) => warning.path.join("."))).toEqual([
    "levels.Low.ticketNote",
  ]);
});

test("hours for a postmortem that nobody requires are told", () => {
  const policy = aPolicy((p) => (low(p).postmortem.dueHours = 48));
  expect(checkPolicy(policy).warnings).toMatchObject([{ message: expect.stringContaining("has no effect") }]);
});

test("a role offered to the person on call needs a rota, even where a role can be mentioned", () => {
  const policy = aPolicy((p) => (p.onCall.document = null));
  expect(checkPolicy(policy).warnings.map((warning) => warning.path.join("."))).toEqual([
    "roles.lead.offeredTo",
  ]);
});

test("a transaction hash in a command is no key", () => {
  const policy = aPolicy((p) => (high(p).mitigation[0]!.command = `cast receipt 0x${"ab".repeat(32)}`));
  expect(checkPolicy(policy).errors).toEqual([]);
});

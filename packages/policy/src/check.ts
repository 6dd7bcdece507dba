import type { Finding } from "./explain-issue.ts";
import { levelsOf } from "./levels.ts";
import { sayPath, type Path } from "./problem.ts";
import type { MitigationStep, Policy } from "./schema.ts";

/*
 * What the schema cannot say: the parts of a policy must fit together. An error would make an incident go wrong; a warning is a gap or
 * a contradiction that people should know of, and the policy works all the same. Each rule is one sentence about the policy.
 */

type Rule = (policy: Policy) => Finding[];

export function checkPolicy(policy: Policy): { errors: Finding[]; warnings: Finding[] } {
  return {
    errors: Object.values(errorRules).flatMap((rule) => rule(policy)),
    warnings: Object.values(warningRules).flatMap((rule) => rule(policy)),
  };
}

const say = (path: Path, message: string): Finding => ({ path, at: "value", message });
const listed = (words: string[]): string => words.map((word) => `\`${word}\``).join(", ");

export const errorRules = {
  thereIsALevel: ({ levels }) =>
    Object.keys(levels).length > 0 ? [] : [say(["levels"], "levels has no entry. Write at least one level.")],

  ranksDiffer: (policy) =>
    levelsOf(policy).flatMap((level, index, all) => {
      const above = all[index - 1];
      if (above === undefined || above.rank !== level.rank) return [];
      const path = ["levels", level.id, "rank"];
      return [
        say(
          path,
          `${sayPath(path)} is ${level.rank}, as is that of ${above.id}. Give each level its own rank; 1 is the highest.`,
        ),
      ];
    }),

  levelNamesDiffer: ({ levels }) => twins(["levels"], Object.keys(levels)),
  roleNamesDiffer: ({ roles }) => twins(["roles"], Object.keys(roles)),
  peopleDiffer: ({ people }) => twins(["people"], Object.keys(people)),

  levelRolesExist: ({ levels, roles }) =>
    Object.entries(levels).flatMap(([id, level]) =>
      level.roles.flatMap((role, index) =>
        Object.hasOwn(roles, role) ? [] : [unknownRole(["levels", id, "roles", index], role, roles)],
      ),
    ),

  approversExist: ({ levels, roles }) =>
    Object.entries(levels).flatMap(([id, level]) =>
      level.external.flatMap((post, index) =>
        post.approvedBy === null || Object.hasOwn(roles, post.approvedBy)
          ? []
          : [unknownRole(["levels", id, "external", index, "approvedBy"], post.approvedBy, roles)],
      ),
    ),

  alertRulesNameLevels: ({ alerts, levels }) =>
    alerts.rules.flatMap((rule, index) => {
      if (rule.level === null || Object.hasOwn(levels, rule.level)) return [];
      const path = ["alerts", "rules", index, "level"];
      const known = listed(Object.keys(levels));
      return [
        say(
          path,
          `${sayPath(path)} is "${rule.level}", which is no level. Write one of ${known}, or \`null\` for no incident.`,
        ),
      ];
    }),

  everyLevelOpensSomething: ({ levels }) =>
    Object.entries(levels).flatMap(([id, { opens }]) => {
      if (opens.channel || opens.opsAlerts || opens.issue) return [];
      const path = ["levels", id, "opens"];
      return [
        say(
          path,
          `${sayPath(path)} opens nothing, so nobody would see the incident. Set at least \`issue: true\`.`,
        ),
      ];
    }),

  placeholdersAreKnown: ({ postmortem, hotfix }) =>
    patterns({ postmortem, hotfix }).flatMap(({ path, text }) =>
      [...text.matchAll(/\{([^{}]*)\}?|\}/g)].flatMap(([whole, name]) =>
        name === "date" || name === "slug"
          ? []
          : [say(path, `${sayPath(path)} holds \`${whole}\`. I can fill in \`{date}\` and \`{slug}\`.`)],
      ),
    ),

  commandsHoldNoKeys: ({ levels }) =>
    Object.entries(levels).flatMap(([id, level]) =>
      level.mitigation.flatMap((step, index) => {
        // 64 hex digits behind a key option or a PEM block; a hash or an address elsewhere is no secret.
        if (
          !/-----BEGIN [A-Z ]*PRIVATE KEY|(?:key|secret|mnemonic)\S*[\s=:"']+(?:0x)?[0-9a-f]{64}\b/i.test(
            step.command ?? "",
          )
        )
          return [];
        const path = ["levels", id, "mitigation", index, "command"];
        return [
          say(
            path,
            `${sayPath(path)} holds what looks like a private key. Replace the key, as it is leaked, and write the name of an environment variable such as \`$MULTISIG_KEY_1\`.`,
          ),
        ];
      }),
    ),
} as const satisfies Record<string, Rule>;

export const warningRules = {
  postmortemsAreDue: ({ levels }) =>
    Object.entries(levels).flatMap(([id, { postmortem }]) => {
      const path = ["levels", id, "postmortem", "dueHours"];
      if (postmortem.required && postmortem.dueHours === null) {
        return [
          say(
            path,
            `${id} requires a postmortem but says no time for it, so nobody is reminded. Write \`dueHours: 48\`, for example.`,
          ),
        ];
      }
      if (!postmortem.required && postmortem.dueHours !== null) {
        return [
          say(
            path,
            `${id} requires no postmortem, so its \`dueHours\` has no effect. Write \`required: true\`, or \`dueHours: null\`.`,
          ),
        ];
      }
      return [];
    }),

  remindersComeBeforeDue: ({ levels, postmortem }) =>
    postmortem.remindBeforeHours.flatMap((hours, index) =>
      Object.entries(levels).flatMap(([id, level]) =>
        level.postmortem.dueHours === null || hours < level.postmortem.dueHours
          ? []
          : [
              say(
                ["postmortem", "remindBeforeHours", index],
                `A reminder ${hours} h ahead comes before the clock of ${id} starts: its postmortem is due after ${level.postmortem.dueHours} h. Write fewer hours.`,
              ),
            ],
      ),
    ),

  ticketsLinkWhatIsThere: ({ levels }) =>
    Object.entries(levels).flatMap(([id, level]) => {
      if (level.opens.channel || !(level.ticketLinksChannel || /\bchannel\b/i.test(level.ticketNote ?? "")))
        return [];
      return [
        say(
          ["levels", id, level.ticketLinksChannel ? "ticketLinksChannel" : "ticketNote"],
          `The ticket of ${id} is to link the incident channel, but ${id} opens none. It links the alert message instead. To change that, set \`opens.channel: true\` or \`ticketLinksChannel: false\`.`,
        ),
      ];
    }),

  emergenciesHaveAnImmediateStep: ({ levels }) =>
    Object.entries(levels).flatMap(([id, level]) => {
      const isUrgent = level.response.withinMin === 0;
      if (!isUrgent || level.mitigation.length === 0 || !level.mitigation.every(waits)) return [];
      return [
        say(
          ["levels", id, "mitigation"],
          `${id} asks for an immediate response, but every step of it waits: for a timelock or for confirmations. Add a step that works at once, such as a kill switch.`,
        ),
      ];
    }),

  immediateStepsComeFirst: ({ levels }) =>
    Object.entries(levels).flatMap(([id, { mitigation }]) => {
      const atOnce = mitigation.findIndex((step) => !waits(step));
      if (mitigation.length === 0 || atOnce <= 0) return [];
      return [
        say(
          ["levels", id, "mitigation", 0],
          `The first step of ${id} waits for a timelock or for confirmations, and step ${atOnce + 1} works at once. Put that one first.`,
        ),
      ];
    }),

  publicWordsAreApproved: ({ levels }) =>
    Object.entries(levels).flatMap(([id, level]) =>
      level.external.flatMap((post, index) =>
        post.approvedBy !== null
          ? []
          : [
              say(
                ["levels", id, "external", index],
                `${id} asks for words on ${post.where}, and the policy does not say who approves them. Add \`approvedBy:\` with a role.`,
              ),
            ],
      ),
    ),

  pagingReachesSomebody: ({ levels, roles, onCall, discord }) => {
    const isMentioned = discord.onCallRole !== null;
    const paging = Object.entries(levels).flatMap(([id, { pages }]) =>
      pages.includes("on-call") && onCall.document === null && !isMentioned
        ? [
            say(
              ["levels", id, "pages"],
              `${id} pages the person on call, but the policy names neither a rota nor an on-call role. Set \`onCall.document\` or \`discord.onCallRole\`.`,
            ),
          ]
        : [],
    );
    const offering = Object.entries(roles).flatMap(([id, role]) =>
      role.offeredTo === "on-call" && onCall.document === null
        ? [
            say(
              ["roles", id, "offeredTo"],
              `${role.name} is offered to the person on call, but the policy names no rota. Set \`onCall.document\`.`,
            ),
          ]
        : [],
    );
    return [...paging, ...offering];
  },

  waitingForAnAnswerNeedsAnOffer: ({ roles }) =>
    Object.entries(roles).flatMap(([id, role]) =>
      role.acceptWithinMin !== null && role.offeredTo === null
        ? [
            say(
              ["roles", id, "acceptWithinMin"],
              `${role.name} is offered to nobody by itself, so \`acceptWithinMin\` has no effect. Add \`offeredTo: on-call\`, or leave it out.`,
            ),
          ]
        : [],
    ),

  everyIncidentHasItsOwnFile: ({ postmortem }) =>
    ["date", "slug"].flatMap((name) =>
      postmortem.path.includes(`{${name}}`)
        ? []
        : [
            say(
              ["postmortem", "path"],
              `postmortem.path has no \`{${name}}\`, so two incidents can get the same file. Write it as \`incidents/{date}-{slug}.md\`.`,
            ),
          ],
    ),

  everyHotfixHasItsOwnBranch: ({ hotfix, levels }) =>
    /\{date\}|\{slug\}/.test(hotfix.branch) || !Object.values(levels).some((level) => level.offersHotfix)
      ? []
      : [
          say(
            ["hotfix", "branch"],
            "hotfix.branch has neither `{date}` nor `{slug}`, so two incidents share a branch. Write it as `hotfix/incident-{date}`.",
          ),
        ],

  higherLevelsAreAnsweredSooner: (policy) =>
    levelsOf(policy).flatMap((level, index, all) => {
      const above = all[index - 1];
      const own = level.response.withinMin;
      const higher = above?.response.withinMin ?? null;
      if (above === undefined || own === null || higher === null || own >= higher) return [];
      return [
        say(
          ["levels", level.id, "response", "withinMin"],
          `${level.id} is answered within ${own} min, sooner than ${above.id} (${higher} min), which ranks higher. Swap the ranks or change the minutes.`,
        ),
      ];
    }),

  everyAlertMeetsARule: ({ alerts }) =>
    alerts.rules.some((rule) => Object.keys(rule.match).length === 0)
      ? []
      : [
          say(
            ["alerts", "rules"],
            "Alerts that meet no rule open no incident. Add a last rule without `match` that says what happens to them.",
          ),
        ],

  everyAlertRuleCanMatch: ({ alerts }) =>
    alerts.rules.flatMap((rule, index) => {
      const earlier = alerts.rules.findIndex((other) => Object.keys(other.match).length === 0);
      if (earlier === -1 || index <= earlier) return [];
      return [
        say(
          ["alerts", "rules", index],
          `Rule ${index + 1} is never reached: rule ${earlier + 1} has no \`match\` and takes every alert. Put that one last.`,
        ),
      ];
    }),

  peopleCanBeReached: ({ people }) =>
    Object.entries(people).flatMap(([name, person]) =>
      person.discord !== null || person.github !== null
        ? []
        : [
            say(
              ["people", name],
              `${name} has neither a Discord id nor a GitHub login, so nobody can mention them. Add one.`,
            ),
          ],
    ),

  idsBelongToOnePerson: ({ people }) =>
    Object.entries(people).flatMap(([name, person], index, all) => {
      const twin = all.slice(0, index).find(([, other]) => {
        const isSameLogin =
          other.github !== null && other.github.toLowerCase() === person.github?.toLowerCase();
        return isSameLogin || (other.discord !== null && other.discord === person.discord);
      });
      return twin === undefined
        ? []
        : [say(["people", name], `${name} and ${twin[0]} have the same id. Correct one of them.`)];
    }),
} as const satisfies Record<string, Rule>;

/** Steps whose own words say that they do not work at once. */
function waits(step: MitigationStep): boolean {
  const words = `${step.text} ${step.caution ?? ""} ${step.command ?? ""}`;
  return /time-?_?lock|not immediate|confirmations|takes effect after/i.test(words);
}

function unknownRole(path: Path, role: string, roles: Policy["roles"]): Finding {
  return say(
    path,
    `${sayPath(path)} is "${role}", which is no role. Write one of ${listed(Object.keys(roles))}.`,
  );
}

/** Levels, roles and people are found without regard to case, so names must differ by more than that. */
function twins(path: Path, names: string[]): Finding[] {
  return names.flatMap((name, index) => {
    const twin = names
      .slice(0, index)
      .find((other) => other.trim().toLowerCase() === name.trim().toLowerCase());
    if (twin === undefined) return [];
    const here = [...path, name];
    return [
      {
        path: here,
        at: "name",
        message: `${sayPath(here)} differs from ${twin} only by capital letters. Choose another name.`,
      },
    ];
  });
}

function patterns({
  postmortem,
  hotfix,
}: Pick<Policy, "postmortem" | "hotfix">): { path: Path; text: string }[] {
  return [
    { path: ["postmortem", "path"], text: postmortem.path },
    { path: ["hotfix", "branch"], text: hotfix.branch },
  ];
}

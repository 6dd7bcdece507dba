import { say, type Rule } from "./finding.ts";
import { levelsOf } from "./levels.ts";
import type { MitigationStep } from "./schema.ts";

/** A policy that breaks one of these works, and people are told what to expect. */
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

  pagesHaveAPlace: ({ levels }) =>
    Object.entries(levels).flatMap(([id, { pages, opens }]) =>
      pages.length === 0 || opens.opsAlerts
        ? []
        : [
            say(
              ["levels", id, "pages"],
              `${id} pages people, but has no message in the alert channel to page them with. Set \`opens.opsAlerts: true\`, or \`pages: []\`.`,
            ),
          ],
    ),

  remindersHaveAPlace: ({ levels }) =>
    Object.entries(levels).flatMap(([id, { updateEveryMin, opens }]) =>
      updateEveryMin === null || opens.channel
        ? []
        : [
            say(
              ["levels", id, "updateEveryMin"],
              `${id} asks for updates, but opens no channel in which people could be reminded. Set \`opens.channel: true\`, or \`updateEveryMin: null\`.`,
            ),
          ],
    ),

  higherLevelsAreUpdatedMoreOften: (policy) =>
    levelsOf(policy).flatMap((level, index, all) => {
      const above = all[index - 1];
      const [own, higher] = [level.updateEveryMin, above?.updateEveryMin ?? null];
      if (above === undefined || own === null || higher === null || own >= higher) return [];
      return [
        say(
          ["levels", level.id, "updateEveryMin"],
          `${level.id} is updated every ${own} min, more often than ${above.id} (${higher} min), which ranks higher. Swap the two.`,
        ),
      ];
    }),

  approversAreAskedFor: ({ levels, roles }) =>
    Object.entries(levels).flatMap(([id, level]) =>
      level.external.flatMap(({ where, approvedBy }, index) =>
        approvedBy === null || level.roles.includes(approvedBy)
          ? []
          : [
              say(
                ["levels", id, "external", index, "approvedBy"],
                `${roles[approvedBy]?.name ?? approvedBy} approves the words on ${where}, but ${id} does not ask for that role, so nobody may hold it then. Add it to \`roles\` of ${id}.`,
              ),
            ],
      ),
    ),

  examplesBelongToOneLevel: ({ levels }) => {
    const known = new Map<string, string>();
    return Object.entries(levels).flatMap(([id, { examples }]) =>
      examples.flatMap((example, index) => {
        const other = known.get(example.toLowerCase());
        if (other === undefined) {
          known.set(example.toLowerCase(), id);
          return [];
        }
        return other === id
          ? []
          : [
              say(
                ["levels", id, "examples", index],
                `“${example}” is an example of ${other} and of ${id}, so people cannot tell them apart. Keep it at one of them.`,
              ),
            ];
      }),
    );
  },

  quorumsAgree: ({ levels }) => {
    let first: { quorum: string; id: string } | null = null;
    return Object.entries(levels).flatMap(([id, { mitigation }]) =>
      mitigation.flatMap((step, index) => {
        const found = /\b(\d+)(?: of |-of-|\/)(\d+)\b(?=[^.]*(?:confirm|sign|multisig|key))/i.exec(
          `${step.text} ${step.caution ?? ""}`,
        );
        if (found === null) return [];
        const quorum = `${found[1]} of ${found[2]}`;
        first ??= { quorum, id };
        return quorum === first.quorum
          ? []
          : [
              say(
                ["levels", id, "mitigation", index],
                `Here ${quorum} must confirm, in ${first.id} it is ${first.quorum}. Look up which is so, and write it at both.`,
              ),
            ];
      }),
    );
  },

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

  idsBelongToOnePerson: ({ people }) => {
    const known = new Map<string, string>();
    return Object.entries(people).flatMap(([name, { discord, github }]) => {
      const ids = [discord, github === null ? null : `@${github.toLowerCase()}`].filter((id) => id !== null);
      const twin = ids.map((id) => known.get(id)).find((other) => other !== undefined);
      for (const id of ids) if (!known.has(id)) known.set(id, name);
      return twin === undefined
        ? []
        : [say(["people", name], `${name} and ${twin} have the same id. Correct one of them.`)];
    });
  },
} as const satisfies Record<string, Rule>;

/** Steps whose own words say that they do not work at once. */
function waits(step: MitigationStep): boolean {
  const words = `${step.text} ${step.caution ?? ""} ${step.command ?? ""}`;
  return /time-?_?lock|not immediate|confirmations|takes effect after/i.test(words);
}

import { anchorsOf, catalogue, clocksOf } from "../clocks/catalogue.ts";
import { profiles } from "../clocks/profiles.ts";
import { say, type Rule } from "../finding.ts";
import { sayPath } from "../problem.ts";
import { unknownName, unknownNames } from "./unknown-names.ts";

/** Reports that the law asks for: what a policy must not say. */
export const filingsErrors = {
  profilesAreKnown: ({ entity }) =>
    unknownNames(["entity", "profiles"], entity.profiles, Object.keys(profiles), "profile"),

  filingsNameWhatIsThere: ({ filings, levels, roles, questions }) => {
    const clocks = Object.keys(catalogue);
    return [
      ...unknownName(["filings", "owner"], filings.owner, Object.keys(roles), "role"),
      ...unknownNames(["filings", "on"], filings.on, clocks, "clock"),
      ...unknownNames(["filings", "off"], filings.off, clocks, "clock"),
      ...unknownName(["filings", "askedBy"], filings.askedBy, Object.keys(questions), "question"),
      ...unknownNames(["filings", "askLevels"], filings.askLevels, Object.keys(levels), "level"),
      ...unknownName(["filings", "raiseTo"], filings.raiseTo, Object.keys(levels), "level"),
    ];
  },

  clocksCountFromSomething: (policy) =>
    Object.entries(policy.filings.clocks).flatMap(([id, { deadline }]) =>
      deadline.flatMap((one, index) => {
        const path = ["filings", "clocks", id, "deadline", index];
        if ("anchor" in one) {
          const known = Object.keys(anchorsOf(policy));
          return [
            ...unknownName([...path, "anchor"], one.anchor, known, "anchor"),
            ...unknownName([...path, "unlessLateFor"], one.unlessLateFor, known, "anchor"),
          ];
        }
        const known = [...new Set([...Object.keys(catalogue), ...Object.keys(policy.filings.clocks)])];
        return unknownName([...path, "submitted"], one.submitted, known, "clock");
      }),
    ),

  openedClocksExist: ({ questions, escalations, filings }) => {
    const known = [...new Set([...Object.keys(catalogue), ...Object.keys(filings.clocks)])];
    return [
      ...Object.entries(questions).flatMap(([id, { escalates }]) =>
        unknownNames(
          ["questions", id, "escalates", "opensClocks"],
          escalates?.opensClocks ?? [],
          known,
          "clock",
        ),
      ),
      ...Object.entries(escalations).flatMap(([id, { opensClocks }]) =>
        unknownNames(["escalations", id, "opensClocks"], opensClocks, known, "clock"),
      ),
    ];
  },

  clocksDoNotWaitInACircle: (policy) => {
    const all = { ...catalogue, ...policy.filings.clocks };
    const before = (id: string): string[] =>
      (all[id]?.deadline ?? []).flatMap((one) => ("submitted" in one ? [one.submitted] : []));
    const reaches = (from: string, to: string, seen: string[] = []): boolean =>
      before(from).some(
        (next) => next === to || (!seen.includes(next) && reaches(next, to, [...seen, next])),
      );
    return Object.keys(policy.filings.clocks)
      .filter((id) => reaches(id, id))
      .map((id) => {
        const path = ["filings", "clocks", id, "deadline"];
        return say(
          path,
          `${sayPath(path)} waits, by way of other clocks, for its own report. Let one of them count from an anchor.`,
        );
      });
  },
} satisfies Record<string, Rule>;

/** Reports that the law asks for: what people should know about a policy that works all the same. */
export const filingsWarnings = {
  clocksInForce: (policy) =>
    Object.entries(clocksOf(policy)).flatMap(([id, clock]) => {
      const path = policy.filings.on.includes(id) ? ["filings", "on"] : ["entity", "profiles"];
      if (Object.hasOwn(policy.filings.clocks, id)) return [];
      if (clock.inForce === "verify")
        return [
          say(path, `The clock \`${id}\` was not known to be in force on ${clock.verifiedOn}. Ask counsel.`),
        ];
      if (clock.certainty === "low")
        return [say(path, `The clock \`${id}\` was not found in a primary source. Ask counsel.`)];
      return [];
    }),

  clocksHaveWhatTheyWaitFor: (policy) => {
    const on = clocksOf(policy);
    return Object.entries(on).flatMap(([id, { deadline }]) =>
      deadline.flatMap((one) =>
        "submitted" in one && on[one.submitted] === undefined
          ? [
              say(
                ["filings"],
                `The clock \`${id}\` counts from the report of \`${one.submitted}\`, which is off, so it never starts. Turn that one on.`,
              ),
            ]
          : [],
      ),
    );
  },

  clocksHaveAnOwner: (policy) =>
    Object.keys(clocksOf(policy)).length > 0 && policy.filings.owner === null
      ? [
          say(
            ["filings", "owner"],
            "The policy has clocks for reports and says nobody who looks after them, so the first role is reminded. Name a role as `filings.owner`.",
          ),
        ]
      : [],
} satisfies Record<string, Rule>;

import { slotProblems } from "../document-slots.ts";
import { listed, say, type Finding, type Rule } from "../finding.ts";
import { sayPath } from "../problem.ts";
import type { Policy } from "../schema.ts";

/** Documents that the policy asks for: what a policy must not say. */
export const documentsErrors = {
  documentSlotsMeanSomething: (policy) => slotFindings(policy, false),

  oneDocumentIsTheMainOne: ({ documents }) => {
    const mains = Object.entries(documents).filter(([, { path }]) => path === null);
    if (Object.keys(documents).length === 0 || mains.length === 1) return [];
    const [, second] = mains;
    return second === undefined
      ? [
          say(
            ["documents"],
            "documents has no main document. Leave out the `path` of the one that is published as the postmortem.",
          ),
        ]
      : [
          say(
            ["documents", second[0]],
            `${sayPath(["documents", second[0]])} has no \`path\`, and neither has ${mains[0]![0]}. Only the main document goes without.`,
          ),
        ];
  },

  theMainDocumentIsForAllLevels: ({ documents }) =>
    Object.entries(documents).flatMap(([id, { path, levels }]) =>
      path !== null || levels === null
        ? []
        : [
            say(
              ["documents", id, "levels"],
              `${sayPath(["documents", id, "levels"])} leaves levels without their main document. Take the line out.`,
            ),
          ],
    ),

  documentLevelsExist: ({ documents, levels }) =>
    Object.entries(documents).flatMap(([id, document]) =>
      (document.levels ?? []).flatMap((level, index) => {
        if (Object.hasOwn(levels, level)) return [];
        const path = ["documents", id, "levels", index];
        return [
          say(
            path,
            `${sayPath(path)} is "${level}", which is no level. Write one of ${listed(Object.keys(levels))}.`,
          ),
        ];
      }),
    ),

  documentPathsDiffer: ({ documents, postmortem, tracker }) => {
    const taken = new Map([
      [postmortem.path, "postmortem.path"],
      [tracker.path, "tracker.path"],
    ]);
    return Object.entries(documents).flatMap(([id, document]) => {
      if (document.path === null) return [];
      const path = ["documents", id, "path"];
      const owner = taken.get(document.path);
      taken.set(document.path, sayPath(path));
      if (owner !== undefined)
        return [say(path, `${sayPath(path)} is the same as ${owner}. Give each document its own path.`)];
      const odd = [...document.path.matchAll(/\{([^{}]*)\}?|\}/g)].find(
        ([, word]) => word !== "date" && word !== "slug",
      );
      if (odd !== undefined)
        return [say(path, `${sayPath(path)} holds \`${odd[0]}\`. I can fill in \`{date}\` and \`{slug}\`.`)];
      return document.path.includes("{slug}")
        ? []
        : [say(path, `${sayPath(path)} is the same for every incident. Put \`{slug}\` into it.`)];
    });
  },
} satisfies Record<string, Rule>;

/** Documents that the policy asks for: what people should know about a policy that works all the same. */
export const documentsWarnings = {
  documentSlotsNameWhatThereIs: (policy) => slotFindings(policy, true),

  documentsAreWritten: ({ documents, levels }) =>
    Object.entries(documents).flatMap(([id, document]) => {
      const without = (document.levels ?? []).filter((level) => levels[level]?.postmortem.required === false);
      if (without.length === 0) return [];
      const path = ["documents", id, "levels"];
      return [
        say(
          path,
          `${sayPath(path)} names ${listed(without)}, which asks for no postmortem, so nothing is written there. Set \`postmortem.required: true\` on the level, or take it out.`,
        ),
      ];
    }),
} satisfies Record<string, Rule>;

/** `{holder scribe}` in a policy that took the scribe out prints "unknown", which is no reason to refuse the policy. */
function slotFindings({ documents, roles }: Policy, isName: boolean): Finding[] {
  return Object.entries(documents).flatMap(([id, { text }]) => {
    const path = ["documents", id, "text"];
    const known = { roles: Object.keys(roles), documents: Object.keys(documents) };
    return slotProblems(text, known)
      .filter((problem) => problem.isName === isName)
      .map(({ line, message }) => say(path, `${sayPath(path)}, its line ${line}: ${message}`));
  });
}

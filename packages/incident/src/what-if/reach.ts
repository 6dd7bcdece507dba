import { externalPostsFor, type Policy } from "@muster/policy";
import { differing, levelsHad, roleName, type Aspect } from "./aspect.ts";

const places = { channel: "an incident channel", opsAlerts: "an alert", issue: "an issue" } as const;

export const opening: Aspect = (course, before, after) => {
  const opens = (policy: Policy) => {
    const had = levelsHad(course, policy);
    return new Map(
      Object.entries(places).filter(([place]) =>
        had.some(({ opens }) => opens[place as keyof typeof places]),
      ),
    );
  };
  if (levelsHad(course, after).length === 0) return [];
  const { lost, gained } = differing(opens(before), opens(after));
  const moved =
    opens(before).has("opsAlerts") &&
    opens(after).has("opsAlerts") &&
    before.discord.opsAlerts !== after.discord.opsAlerts
      ? [`The alert would have stood in #${after.discord.opsAlerts} instead of #${before.discord.opsAlerts}.`]
      : [];
  return [
    ...gained.map((place) => `There would have been ${place}.`),
    ...lost.map((place) => `There would not have been ${place}.`),
    ...moved,
  ];
};

export const paging: Aspect = (course, before, after) => {
  if (course.incident.isDrill || levelsHad(course, after).length === 0) return [];
  const whom = (policy: Policy): string | null => {
    if (!levelsHad(course, policy).some(({ pages }) => pages.length > 0)) return null;
    return policy.discord.onCallRole === null
      ? "nobody, as there is no on-call role"
      : `@${policy.discord.onCallRole}`;
  };
  const [was, is] = [whom(before), whom(after)];
  if (was === is) return [];
  if (is === null) return [`Nobody would have been paged (it paged ${was}).`];
  return [`It would have paged ${is}${was === null ? "" : ` instead of ${was}`}.`];
};

export const publicWords: Aspect = (course, before, after) => {
  if (course.incident.isDrill || levelsHad(course, after).length === 0) return [];
  const due = (policy: Policy) =>
    new Map(
      levelsHad(course, policy)
        .flatMap((level) => externalPostsFor(level, course.downMin))
        .map((post) => [post.where.toLowerCase(), post]),
    );
  const [was, is] = [due(before), due(after)];
  const { lost, gained } = differing(was, is);
  const approver = (policy: Policy, id: string | null) =>
    id === null ? "nobody in particular" : roleName(policy, id);
  const approvers = [...is].flatMap(([where, post]) => {
    const earlier = was.get(where);
    if (earlier === undefined) return [];
    const [old, now] = [approver(before, earlier.approvedBy), approver(after, post.approvedBy)];
    return old === now
      ? []
      : [`Words on ${post.where} would have been approved by ${now} instead of ${old}.`];
  });
  return [
    ...gained.map(({ where }) => `Words on ${where} would have been due.`),
    ...lost.map(({ where }) => `Words on ${where} would not have been due.`),
    ...approvers,
  ];
};

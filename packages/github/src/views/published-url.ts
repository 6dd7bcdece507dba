import type { Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";

/** Where a merged postmortem is read: the file's own address, which outlives the pull request. */
export function publishedUrl(
  incident: Pick<Incident, "date" | "slug">,
  policy: Policy,
  { repoUrl, base }: { repoUrl: string; base: string },
): string {
  const path = postmortemPath(incident, policy);
  return `${repoUrl}/blob/${base}/${path.split("/").map(encodeURIComponent).join("/")}`;
}

export function postmortemPath({ date, slug }: Pick<Incident, "date" | "slug">, policy: Policy): string {
  return policy.postmortem.path.replaceAll("{date}", date).replaceAll("{slug}", slug);
}

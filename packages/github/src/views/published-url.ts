import type { Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { postmortemPath } from "@muster/templates";

/** Where a merged postmortem is read: the file's own address, which outlives the pull request. */
export function publishedUrl(
  incident: Pick<Incident, "date" | "slug">,
  policy: Policy,
  { repoUrl, base }: { repoUrl: string; base: string },
): string {
  const path = postmortemPath(policy, incident);
  return `${repoUrl}/blob/${base}/${path.split("/").map(encodeURIComponent).join("/")}`;
}

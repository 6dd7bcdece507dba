import { loginOf } from "../actor.ts";
import { stamp } from "../context.ts";
import { notFound } from "../refusal.ts";
import { repoApi, repoSite } from "../shapes/urls.ts";
import { userShape } from "../shapes/user.ts";
import type { Advisory, Repo } from "../world.ts";
import { paged } from "./paging.ts";
import { bodyOf, created, ok, param, repoOf, type Call, type Route } from "./route.ts";

const base = "/repos/{owner}/{repo}/security-advisories";
// The permission "Repository security advisories"; GitHub's description does not list it.
const read = ["repository_advisories:read"] as const;
const write = ["repository_advisories:write"] as const;

type Vulnerability = Advisory["vulnerabilities"][number];
type AdvisoryBody = {
  summary?: string;
  description?: string;
  severity?: Advisory["severity"];
  vulnerabilities?: Vulnerability[];
  state?: "published" | "closed" | "draft";
};

/** Drafts are seen by those alone who may administer the repository, and by apps with the permission. */
export const advisoryRoutes: Route[] = [
  {
    method: "GET",
    path: base,
    needs: read,
    run(call) {
      const state = call.query.get("state");
      const found = advisoriesOf(repoOf(call)).filter((one) => state === null || one.state === state);
      return paged(call, found.toReversed(), (one) => advisoryShape(call, one));
    },
  },
  { method: "POST", path: base, needs: write, creates: true, run: create },
  {
    method: "GET",
    path: `${base}/{ghsa_id}`,
    needs: read,
    run: (call) => ok(advisoryShape(call, find(call))),
  },
  { method: "PATCH", path: `${base}/{ghsa_id}`, needs: write, run: change },
];

/** Worlds that were saved before there were advisories have no list. */
function advisoriesOf(repo: Repo): Advisory[] {
  repo.advisories ??= [];
  return repo.advisories;
}

function find(call: Call): Advisory {
  const found = advisoriesOf(repoOf(call)).find(({ ghsaId }) => ghsaId === param(call, "ghsa_id"));
  if (found === undefined) throw notFound();
  return found;
}

function create(call: Call) {
  const repo = repoOf(call);
  const wish = bodyOf<AdvisoryBody>(call);
  const known = advisoriesOf(repo);
  const nth = String(known.length + 1).padStart(4, "0");
  const at = stamp(call.ctx);
  const advisory: Advisory = {
    ghsaId: `GHSA-${String(repo.id).padStart(4, "2").slice(-4)}-2222-${nth}`,
    summary: wish.summary ?? "",
    description: wish.description ?? "",
    severity: wish.severity ?? null,
    vulnerabilities: wish.vulnerabilities ?? [],
    state: "draft",
    author: loginOf(call.actor),
    createdAt: at,
    updatedAt: at,
    publishedAt: null,
  };
  known.push(advisory);
  return created(advisoryShape(call, advisory));
}

function change(call: Call) {
  const advisory = find(call);
  const { summary, description, severity, state } = bodyOf<AdvisoryBody>(call);
  advisory.summary = summary ?? advisory.summary;
  advisory.description = description ?? advisory.description;
  advisory.severity = severity ?? advisory.severity;
  advisory.state = state ?? advisory.state;
  advisory.updatedAt = stamp(call.ctx);
  if (state === "published") advisory.publishedAt ??= stamp(call.ctx);
  return ok(advisoryShape(call, advisory));
}

function advisoryShape({ ctx, ...call }: Call, advisory: Advisory) {
  const repo = repoOf({ ctx, ...call });
  const { ghsaId, summary, description, severity, vulnerabilities, state, author } = advisory;
  return {
    ghsa_id: ghsaId,
    cve_id: null,
    url: `${repoApi(ctx, repo)}/security-advisories/${ghsaId}`,
    html_url: `${repoSite(repo)}/security/advisories/${ghsaId}`,
    summary,
    description,
    severity,
    author: userShape(ctx, author),
    publisher: null,
    identifiers: [{ type: "GHSA", value: ghsaId }],
    state,
    created_at: advisory.createdAt,
    updated_at: advisory.updatedAt,
    published_at: advisory.publishedAt,
    closed_at: null,
    withdrawn_at: null,
    submission: null,
    vulnerabilities: vulnerabilities.map((one) => ({
      package:
        one.package === undefined
          ? null
          : { ecosystem: one.package.ecosystem, name: one.package.name ?? null },
      vulnerable_version_range: one.vulnerable_version_range ?? null,
      patched_versions: null,
      vulnerable_functions: null,
    })),
    cvss: { vector_string: null, score: null },
    cwes: [],
    cwe_ids: [],
    credits: [],
    credits_detailed: [],
    collaborating_users: [],
    collaborating_teams: [],
    private_fork: null,
  };
}

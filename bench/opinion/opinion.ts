import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { createEmulator } from "emulate";
import { startGithubSim } from "@muster/github-sim";
import { equal, shown, type Figure } from "../figures.ts";
import { steps, type Step } from "./steps.ts";

/*
 * Our simulator is written by the same people as what is tested with it, so a misunderstanding would be in both. `emulate` is somebody
 * else's reading of GitHub: the same calls are made to both, and where they differ it is said. Neither is GitHub.
 */

const [owner, repo] = ["acme", "protocol"];
const permissions = {
  contents: "write",
  issues: "write",
  metadata: "read",
  pull_requests: "write",
  checks: "write",
} as const;

type Told = { status: number; fields: string[] };
type Side = { octokit: Octokit; close(): Promise<void> };

export async function opinion(): Promise<Figure[]> {
  const [ours, theirs] = [await withSimulator(), await withEmulate()];
  const figures: Figure[] = [];
  let same = 0;
  let sameShape = 0;
  try {
    for (const step of steps) {
      const [a, b] = [await told(ours.octokit, step), await told(theirs.octokit, step)];
      if (a.status === b.status) same += 1;
      const [lacks, more] = [without(b.fields, a.fields), without(a.fields, b.fields)];
      if (a.status === b.status && lacks.length + more.length === 0) sameShape += 1;
      const differs = [
        ...(a.status === b.status ? [] : [`${a.status} here, ${b.status} there`]),
        ...(a.status !== b.status || lacks.length === 0 ? [] : [`only there: ${lacks.join(", ")}`]),
        ...(a.status !== b.status || more.length === 0 ? [] : [`only here: ${more.join(", ")}`]),
      ];
      if (differs.length > 0)
        figures.push(shown(step.name, differs.join("; ") + (step.why === undefined ? "" : `. ${step.why}`)));
      if (a.status !== step.status)
        figures.push(
          equal(`${step.name}: our simulator's status, as GitHub documents it`, a.status, step.status),
        );
    }
  } finally {
    await Promise.all([ours.close(), theirs.close()]);
  }
  return [
    shown("calls made to both", steps.length),
    shown("answered with the same status", same),
    shown("and with the same fields", sameShape),
    ...figures,
  ];
}

const without = (fields: readonly string[], others: readonly string[]): string[] =>
  fields.filter((field) => !others.includes(field)).toSorted();

async function told(octokit: Octokit, { run }: Step): Promise<Told> {
  try {
    const { status, data } = await run(octokit, { owner, repo });
    const one: unknown = Array.isArray(data) ? data[0] : data;
    return { status, fields: typeof one === "object" && one !== null ? Object.keys(one) : [] };
  } catch (error) {
    const status = error instanceof Error && "status" in error ? Number(error.status) : 0;
    return { status, fields: [] };
  }
}

async function withSimulator(): Promise<Side> {
  const sim = await startGithubSim();
  sim.createUser("ada");
  sim.createRepo({
    owner,
    name: repo,
    collaborators: { ada: "write" },
    files: { "README.md": "# protocol\n" },
  });
  const app = sim.createApp({ slug: "muster", owner, permissions });
  const { id } = sim.install({ app, account: owner });
  const octokit = signedIn(sim.apiUrl, { appId: app.id, privateKey: app.privateKey, installationId: id });
  return { octokit, close: () => sim.close() };
}

async function withEmulate(): Promise<Side> {
  const appId = 4711;
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      github: {
        users: [{ login: "ada" }],
        orgs: [{ login: owner, name: "Acme", members: [{ login: "ada", role: "member" }] }],
        repos: [{ owner, name: repo, auto_init: true }],
        apps: [
          {
            app_id: appId,
            slug: "muster",
            name: "muster",
            permissions,
            installations: [{ installation_id: 7, account: owner, repository_selection: "all" }],
          },
        ],
      },
    },
  });
  const privateKey = emulator.generatedSecrets.find(({ id }) => id === String(appId))?.value ?? "";
  const octokit = signedIn(emulator.url, { appId, privateKey, installationId: 7 });
  return { octokit, close: () => emulator.close() };
}

function signedIn(
  baseUrl: string,
  auth: { appId: number; privateKey: string; installationId: number },
): Octokit {
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const request = { headers: { "x-github-api-version": "2022-11-28" } };
  return new Octokit({
    baseUrl,
    authStrategy: createAppAuth,
    auth,
    log: quiet,
    request,
    userAgent: "muster",
  });
}

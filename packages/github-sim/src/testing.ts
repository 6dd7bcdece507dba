import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { newKey } from "./seed.ts";
import { startGithubSim, type GithubSim, type GithubSimOptions } from "./sim.ts";
import type { Permissions } from "./permissions.ts";
import type { App, Installation, Repo } from "./world.ts";

/** Making a key takes a tenth of a second, so the tests of one file share it. */
const key = newKey();

export const everything: Permissions = {
  issues: "write",
  contents: "write",
  pull_requests: "write",
  checks: "write",
  statuses: "write",
  deployments: "write",
};
export const events = [
  "issues",
  "issue_comment",
  "label",
  "push",
  "create",
  "delete",
  "pull_request",
  "pull_request_review",
  "check_run",
  "deployment",
  "deployment_status",
];
export const at = { owner: "acme", repo: "protocol" };

/** 09:00 on a quiet day, to be moved by hand. */
export function aClock() {
  let now = Date.UTC(2026, 0, 5, 9, 0);
  return { now: () => new Date(now), advance: (ms: number) => void (now += ms) };
}

export type Received = { headers: Record<string, string>; body: string };

/** An app's webhook door that only remembers. */
export async function aReceiver(status = 202) {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    void read(request).then((body) => {
      received.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(status).end("thanks");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    answer: (code: number) => void (status = code),
    /** `issues.opened`, `push`, … in the order they came. */
    names: () => received.map(({ headers, body }) => eventName(headers, body)),
    payload: (name: string): Record<string, unknown> => {
      const found = received.find(({ headers, body }) => eventName(headers, body) === name);
      if (found === undefined) throw new Error(`No ${name} came.`);
      return JSON.parse(found.body) as Record<string, unknown>;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function eventName(headers: Record<string, string>, body: string): string {
  const { action } = JSON.parse(body) as { action?: string };
  const event = headers["x-github-event"] ?? "";
  return action === undefined ? event : `${event}.${action}`;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

export type TestWorld = {
  sim: GithubSim;
  clock: ReturnType<typeof aClock>;
  repo: Repo;
  app: App;
  installation: Installation;
  octokit: Octokit;
  signIn(more?: object): Octokit;
};

/** A repository, its people, an app that may do everything there, and Octokit signed in as it. */
export async function aWorld(
  options: GithubSimOptions & {
    permissions?: Permissions;
    webhookUrl?: string;
    files?: Record<string, string>;
  } = {},
): Promise<TestWorld> {
  const { permissions = everything, webhookUrl, files = { "README.md": "# Protocol\n" }, ...rest } = options;
  const clock = aClock();
  const sim = await startGithubSim({ now: clock.now, ...rest });
  for (const login of ["ada", "bo", "eve"]) sim.createUser(login);
  const repo = sim.createRepo({ ...at, name: at.repo, files, collaborators: { ada: "write", bo: "triage" } });
  const app = sim.createApp({
    slug: "muster",
    permissions,
    events: events.filter((event) => event !== "none" && isCovered(event, permissions)),
    webhookUrl,
    webhookSecret: "it is a secret",
    privateKey: key,
  });
  const installation = sim.install({ app, account: at.owner });
  const signIn = (more: object = {}) =>
    new Octokit({
      baseUrl: sim.apiUrl,
      authStrategy: createAppAuth,
      // Tokens are dated by the simulator's clock, which Octokit cannot know, so its cache must not outlive a test.
      auth: { appId: app.id, privateKey: app.privateKey, installationId: installation.id, ...more },
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
  return { sim, clock, repo, app, installation, octokit: signIn(), signIn };
}

const quiet = () => undefined;

function isCovered(event: string, permissions: Permissions): boolean {
  const needed: Record<string, string> = {
    issues: "issues",
    issue_comment: "issues",
    label: "issues",
    push: "contents",
    create: "contents",
    delete: "contents",
    pull_request: "pull_requests",
    pull_request_review: "pull_requests",
    check_run: "checks",
    deployment: "deployments",
    deployment_status: "deployments",
  };
  return permissions[needed[event] ?? ""] !== undefined;
}

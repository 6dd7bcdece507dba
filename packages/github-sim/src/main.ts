import { startGithubSim } from "./sim.ts";

/** Runs a GitHub for whoever wants one: one repository, one app, and everything needed to sign in as it. */
const sim = await startGithubSim({
  port: Number(process.env["PORT"] ?? 0),
  ...(process.env["DIR"] === undefined
    ? {}
    : { dir: process.env["DIR"], persistTo: `${process.env["DIR"]}/world.json` }),
});
const [owner = "acme", name = "protocol"] = (process.env["REPO"] ?? "acme/protocol").split("/");
const world = sim.world();
if (world.repos.length === 0) {
  sim.createUser("ada");
  sim.createRepo({ owner, name, collaborators: { ada: "write" } });
  sim.createApp({
    slug: "app",
    permissions: {
      issues: "write",
      contents: "write",
      pull_requests: "write",
      checks: "write",
      deployments: "write",
    },
    events: ["issues", "issue_comment", "push", "pull_request", "pull_request_review", "deployment_status"],
    webhookUrl: process.env["WEBHOOK_URL"],
    webhookSecret: process.env["WEBHOOK_SECRET"],
  });
  sim.install({ app: "app", account: owner });
}
const [app] = sim.world().apps;
process.stdout.write(
  `${JSON.stringify({ apiUrl: sim.apiUrl, repo: `${owner}/${name}`, appId: app?.id, privateKey: app?.privateKey, dir: sim.dir }, null, 2)}\n`,
);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void sim.close());
}

import type { Delivery, Verdict } from "@muster/incident";
import type { Github } from "./connect.ts";
import type { Repo } from "./repository.ts";

export async function keepAdvisory(_delivery: Delivery, _github: Github, _repo: Repo): Promise<Verdict> {
  return Promise.resolve({ verdict: "sent", remote: null });
}

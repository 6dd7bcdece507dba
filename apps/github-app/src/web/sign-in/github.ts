import type { Github } from "@muster/github";
import { mayRespond } from "../../ask-github.ts";
import type { KnownWorkspace } from "../../known-workspace.ts";
import type { Account, Rights } from "../session.ts";
import type { SignInWay } from "../settings.ts";
import { ask, NoAnswer, textIn } from "./ask.ts";

/** Who somebody is on GitHub, and in which teams' repositories they may work. A role in Discord gives no rights here. */
export async function identifyOnGithub(
  { github, workspaces }: { github: Github; workspaces: readonly KnownWorkspace[] },
  way: SignInWay,
  shown: { code: string; redirectUri: string; verifier: string },
): Promise<{ account: Account; rights: Rights[] }> {
  const { status, body } = await ask(way.tokenUrl, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({
      client_id: way.clientId,
      client_secret: way.clientSecret,
      code: shown.code,
      redirect_uri: shown.redirectUri,
      code_verifier: shown.verifier,
    }),
  });
  const token = textIn(body, "access_token");
  if (status !== 200 || token === null) throw new NoAnswer("It did not take the code.");
  const me = await ask(`${way.apiUrl}/user`, {
    headers: { authorization: `Bearer ${token}`, "x-github-api-version": "2022-11-28" },
  });
  const login = textIn(me.body, "login");
  const id = me.body["id"];
  if (me.status !== 200 || login === null || typeof id !== "number")
    throw new NoAnswer("It did not say who you are.");

  const rights: Rights[] = [];
  for (const { id: team, repo } of workspaces) {
    // One repository that GitHub will not speak of must not keep people from the others.
    const isResponder = await mayRespond(github, repo, login).catch(() => false);
    if (isResponder) rights.push({ team, isResponder, groups: [] });
  }
  return { account: { way: "github", id, login }, rights };
}

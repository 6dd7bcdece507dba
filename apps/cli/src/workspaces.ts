import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Workspace } from "@muster/incident";
import { presets } from "@muster/policy";
import { z } from "zod";
import type { Io } from "./command.ts";

export type WorkspaceSettings = Workspace & {
  guildId: string;
  repo: { owner: string; name: string };
  /** Followed until the repository has a policy file of its own. */
  preset: string;
  /** What monitoring must send; null takes no alerts. */
  alertToken: string | null;
};

/** Short tokens can be guessed by trying. */
const tokenMin = 16;

const guild = z
  .string()
  .regex(/^\d{15,22}$/, "In Discord turn on Developer Mode, then right-click your server → Copy Server ID.");
const repo = z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, "Write owner/name, such as acme/protocol.");
const preset = z.enum(Object.keys(presets), `Choose one of ${Object.keys(presets).join(", ")}.`);
const alertToken = z
  .string()
  .regex(
    new RegExp(`^\\S{${tokenMin},}$`),
    `Write at least ${tokenMin} random characters without spaces, or leave it out to take no alerts.`,
  );

const several = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]{1,40}$/, "Write a short name of small letters, digits and hyphens."),
      name: z.string().optional(),
      guild,
      repo,
      policy: preset.default("atrium"),
      alertToken: alertToken.nullable().default(null),
    }),
  )
  .min(1, "List at least one workspace.");

/** The one workspace of the environment, or those in the file that MUSTER_WORKSPACES names; with all that is wrong. */
export function readWorkspaces({ env, cwd }: Pick<Io, "env" | "cwd">): {
  workspaces: WorkspaceSettings[];
  problems: string[];
} {
  const file = env["MUSTER_WORKSPACES"]?.trim() ?? "";
  return file === "" ? fromEnvironment(env) : fromFile(file, cwd);
}

function fromEnvironment(env: Io["env"]): { workspaces: WorkspaceSettings[]; problems: string[] } {
  const problems: string[] = [];
  function read<Value>(name: string, schema: z.ZodType<Value>, where: string): Value | null {
    const text = env[name]?.trim() ?? "";
    if (text === "") {
      if (where !== "") problems.push(`${name} is empty. ${where}`);
      return null;
    }
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    // What was written may be a secret that landed in the wrong line, so it is not repeated.
    problems.push(`${name} does not fit. ${parsed.error.issues[0]?.message ?? ""}`);
    return null;
  }
  const guildId = read(
    "DISCORD_GUILD_ID",
    guild,
    "In Discord turn on Developer Mode, then right-click your server → Copy Server ID.",
  );
  const repoName = read(
    "GITHUB_REPO",
    repo,
    "Write owner/name of the repository that holds your incidents, such as acme/protocol.",
  );
  const chosen = read("MUSTER_POLICY", preset, "") ?? "atrium";
  const token = read("ALERT_TOKEN", alertToken, "");
  if (guildId === null || repoName === null || problems.length > 0) return { workspaces: [], problems };
  return {
    workspaces: [
      workspace({ id: "default", guild: guildId, repo: repoName, policy: chosen, alertToken: token }),
    ],
    problems,
  };
}

function fromFile(file: string, cwd: string): { workspaces: WorkspaceSettings[]; problems: string[] } {
  const refuse = (problem: string) => ({ workspaces: [], problems: [`MUSTER_WORKSPACES: ${problem}`] });
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(resolve(cwd, file), "utf8"));
  } catch (error) {
    return refuse(
      `${file} cannot be read (${error instanceof SyntaxError ? "it is not JSON" : "is it there?"}).`,
    );
  }
  const read = several.safeParse(parsed);
  if (!read.success) {
    return {
      workspaces: [],
      problems: read.error.issues.map(
        (issue) => `MUSTER_WORKSPACES, ${issue.path.join(".")}: ${issue.message}`,
      ),
    };
  }
  const twice = (["id", "guild", "repo", "alertToken"] as const).filter((field) => {
    const values = read.data.map((one) => one[field]).filter((value) => value !== null);
    return new Set(values).size < values.length;
  });
  if (twice.length > 0) return refuse(`${twice.join(" and ")} must differ between workspaces.`);
  return { workspaces: read.data.map(workspace), problems: [] };
}

function workspace(one: {
  id: string;
  name?: string | undefined;
  guild: string;
  repo: string;
  policy: string;
  alertToken: string | null;
}): WorkspaceSettings {
  const [owner = "", name = ""] = one.repo.split("/");
  return {
    id: one.id,
    name: one.name ?? name,
    guildId: one.guild,
    repo: { owner, name },
    preset: one.policy,
    alertToken: one.alertToken,
  };
}

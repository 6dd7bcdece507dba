import type { Log } from "@muster/engine";
import { neededEvents, neededPermissions, type Github } from "@muster/github";
import { isMissing } from "../ask-github.ts";
import type { KnownWorkspace } from "../known-workspace.ts";

/** One thing that the App lacks, what does not work without it, and what to do. */
type Lack = { what: string; without: string; fix: string };

const levels: Record<string, number> = { read: 1, write: 2, admin: 3 };

/** Asks GitHub what the App may do and tells in the log what it lacks: once, and again when that has changed. Throws when GitHub cannot be asked. */
export function createAppCheck(
  github: Github,
  workspaces: () => readonly KnownWorkspace[],
  log: Log,
): () => Promise<void> {
  let told = "";
  return async () => {
    const { data: app } = await github.app.rest.apps.getAuthenticated();
    const lacks = app === null ? [] : eventLacks(app.events);
    for (const workspace of workspaces()) lacks.push(...(await installationLacks(github, workspace)));
    const telling = JSON.stringify(lacks);
    if (telling === told) return;
    told = telling;
    for (const { what, without, fix } of lacks) log.warn({ without, fix }, what);
  };
}

async function installationLacks(github: Github, { repo: { owner, name } }: KnownWorkspace): Promise<Lack[]> {
  try {
    const { data } = await github.app.rest.apps.getRepoInstallation({ owner, repo: name });
    if (data.suspended_at != null) {
      return [
        {
          what: `The GitHub App is suspended for ${owner}/${name}.`,
          without: "nothing reaches GitHub",
          fix: "Open the App's installation in the settings of the account and press Unsuspend.",
        },
      ];
    }
    return permissionLacks(`${owner}/${name}`, data.permissions);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return [
      {
        what: `The GitHub App is not installed on ${owner}/${name}, or there is no such repository.`,
        without: "nothing reaches GitHub",
        fix: "Install the App on it from the App's public page, or correct GITHUB_REPO.",
      },
    ];
  }
}

function permissionLacks(repo: string, granted: Record<string, string>): Lack[] {
  return neededPermissions
    .filter(({ name, level }) => (levels[granted[name] ?? ""] ?? 0) < levels[level]!)
    .map(({ label, level, without }) => ({
      what: `The GitHub App lacks the permission “${label}: ${level}” on ${repo}.`,
      without,
      fix: "Set it under Permissions & events of the App, then accept the request in the installation's settings.",
    }));
}

function eventLacks(events: readonly string[]): Lack[] {
  return neededEvents
    .filter(({ name }) => !events.includes(name))
    .map(({ name, without }) => ({
      what: `The GitHub App is not subscribed to the event “${name}”.`,
      without,
      fix: "Tick it under Permissions & events of the App.",
    }));
}

import type { Intent } from "./intent.ts";
import type { InstallationPayload, RepositoryPayload } from "./payloads.ts";

type Told = { what: string; fix: string | null };

const installation: Record<string, Told> = {
  created: { what: "The GitHub App was installed.", fix: null },
  deleted: {
    what: "The GitHub App was uninstalled, so nothing reaches GitHub.",
    fix: "Install the App again on the repository.",
  },
  suspend: {
    what: "The GitHub App was suspended, so nothing reaches GitHub.",
    fix: "Open the App's installation in the settings of the account and press Unsuspend.",
  },
  unsuspend: { what: "The GitHub App may work again.", fix: null },
  new_permissions_accepted: { what: "New permissions of the GitHub App were accepted.", fix: null },
};

const repository: Record<string, Told> = {
  publicized: {
    what: "The repository is public now: everyone can read the incident issues and postmortems in it.",
    fix: "If that was not meant, make it private again in its settings.",
  },
  privatized: { what: "The repository is private now.", fix: null },
  archived: {
    what: "The repository was archived, so nothing can be written to it.",
    fix: "Unarchive it in its settings, or name another repository in GITHUB_REPO.",
  },
  unarchived: { what: "The repository can be written to again.", fix: null },
  deleted: {
    what: "The repository was deleted, so issues and postmortems have no place.",
    fix: "Restore it, or name another repository in GITHUB_REPO and start Muster again.",
  },
};

export function installationIntents({ action, installation: about }: InstallationPayload): Intent[] {
  return told(installation[action], `installation:${about.id}:${action}:${about.updated_at ?? ""}`);
}

export function installationRepositoriesIntents({
  action,
  installation: about,
  repositories_removed,
}: InstallationPayload): Intent[] {
  const key = `installation:${about.id}:${action}:${about.updated_at ?? ""}`;
  if (action !== "removed")
    return told({ what: "The GitHub App may work in more repositories.", fix: null }, key);
  const names = (repositories_removed ?? []).map(({ full_name }) => full_name).join(", ");
  return told(
    {
      what: `The GitHub App was taken away from ${names || "a repository"}.`,
      fix: "If Muster works in one of these, add it again in the settings of the App's installation.",
    },
    key,
  );
}

export function repositoryIntents({ action, repository: about }: RepositoryPayload): Intent[] {
  const { full_name, id, name } = about;
  const at = String(about.updated_at ?? "");
  if (action === "renamed" || action === "transferred") {
    const owner = about.owner?.login ?? full_name.split("/")[0] ?? "";
    return [{ do: "follow-repository", to: { owner, name }, repositoryId: id, at }];
  }
  const known = repository[action];
  return told(known && { ...known, what: `${full_name}: ${known.what}` }, `repository:${id}:${action}:${at}`);
}

function told(known: Told | undefined, key: string): Intent[] {
  return known === undefined ? [] : [{ do: "check-installation", ...known, key }];
}

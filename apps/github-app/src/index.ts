export { startGithubApp, type GithubApp, type GithubAppSettings } from "./app.ts";
export { openDoor } from "./door/http.ts";
export { readGithubSettings, type GithubSettings } from "./settings.ts";
export { restoreFromRepository, type FromRepository } from "./restore/restore-from-repository.ts";
export { lookWithoutSigningIn as githubLeaks, type Secret } from "@muster/github";
export { discordSites, githubSites, neededFor, readWebSettings } from "./web/settings.ts";

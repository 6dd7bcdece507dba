export { startGithubApp, type GithubApp, type GithubAppSettings } from "./app.ts";
export { readGithubSettings, type GithubSettings } from "./settings.ts";

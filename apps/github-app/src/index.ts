export { startGithubApp, type GithubApp, type GithubAppSettings } from "./app.ts";

export { readEvents, readWebhook, type UnreadableWebhook } from "./intake/read-webhook.ts";
export type { GithubUser, Intent, SeenIssue, SeenPull } from "./intake/intent.ts";
export type { IntakeSetting } from "./intake/setting.ts";
export { actorOf, personOf } from "./intake/user.ts";
export { connectGithub, type Github, type GithubSettings } from "./deliver/connect.ts";

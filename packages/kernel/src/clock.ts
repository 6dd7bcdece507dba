/** The one source of time of a running app. Tests and the sandbox bring one that can be moved forward. */
export type Clock = { now(): Date };

export * from "./commands/index.ts";
export * as views from "./views/index.ts";

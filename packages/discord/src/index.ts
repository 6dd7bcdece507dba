export type { Client } from "discord.js";
export * from "./commands/index.ts";
export * from "./deliver/index.ts";
export * from "./gateway/index.ts";
export * as views from "./views/index.ts";
export type { MessageBody } from "./views/message.ts";

export { complete, defer, respond, type Answer } from "./answer.ts";
export { fetchFile, fileBytesMax, type Fetched } from "./fetch-file.ts";
export { listen, type Ears, type Incoming } from "./listen.ts";
export { registerCommands } from "./register.ts";
export { createGateway, type Gateway, type GatewayState } from "./connect.ts";

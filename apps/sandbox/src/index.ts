export { startSandbox, type RunningSandbox, type SandboxOptions } from "./start-sandbox.ts";
export { appEvents, appPermissions, botPermissions } from "./world.ts";

export type { Call } from "./calls.ts";
export type { Violation } from "./core.ts";
export type { Fault } from "./faults.ts";
export type { GatewayFaults } from "./gateway/hub.ts";
export { CannotDo, type Because } from "./people/cannot.ts";
export type { Shown } from "./people/interact.ts";
export type { FieldInput, FieldKind, FileInput, ModalField, ShownModal } from "./people/modal.ts";
export type { OptionInput } from "./people/options.ts";
export type { In, OnMessage, Person } from "./people/person.ts";
export type { Seen, SeenButton, SeenChannel, SeenMessage, SeenSelect } from "./people/seen.ts";
export {
  bits,
  everyPermission,
  permission,
  usualPermissions,
  type PermissionName,
  type PermissionsGiven,
} from "./permissions.ts";
export type { RateLimiting } from "./rate-buckets.ts";
export type { AppSeed, ChannelKind, ChannelSeed, GuildSeed, OverwriteSeed } from "./seed.ts";
export { startDiscordSim, type DiscordSim, type DiscordSimOptions } from "./sim.ts";
export type { Snapshot } from "./snapshot.ts";
export { snowflakeAt, timeOf } from "./snowflake.ts";
export type { App, Guild, PrivilegedIntent } from "./world.ts";

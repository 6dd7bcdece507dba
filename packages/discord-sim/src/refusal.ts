/** Discord's own error numbers with the words it uses. https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export const refusals = {
  unauthorized: [401, 0, "401: Unauthorized"],
  notFound: [404, 0, "404: Not Found"],
  methodNotAllowed: [405, 0, "405: Method Not Allowed"],
  unknownApplication: [404, 10002, "Unknown Application"],
  unknownChannel: [404, 10003, "Unknown Channel"],
  unknownGuild: [404, 10004, "Unknown Guild"],
  unknownMember: [404, 10007, "Unknown Member"],
  unknownMessage: [404, 10008, "Unknown Message"],
  unknownOverwrite: [404, 10009, "Unknown Permission Overwrite"],
  unknownRole: [404, 10011, "Unknown Role"],
  unknownUser: [404, 10013, "Unknown User"],
  unknownEmoji: [400, 10014, "Unknown Emoji"],
  unknownWebhook: [404, 10015, "Unknown Webhook"],
  unknownInteraction: [404, 10062, "Unknown interaction"],
  unknownEvent: [404, 10070, "Unknown Guild Scheduled Event"],
  unknownCommand: [404, 10063, "Unknown application command"],
  onlyOwnCommands: [403, 20012, "You are not authorized to perform this action on this application"],
  tooManyPins: [400, 30003, "Maximum number of pins reached for the channel (250)"],
  tooManyReactions: [400, 30010, "Maximum number of reactions reached (20)"],
  tooManyChannels: [400, 30013, "Maximum number of guild channels reached (500)"],
  tooManyThreadMembers: [400, 30033, "Maximum number of thread participants has been reached (1000)"],
  tooManyCommandCreates: [
    400,
    30034,
    "Maximum number of daily application command creates has been reached (200)",
  ],
  tooManyEvents: [400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)"],
  requestTooLarge: [413, 40005, "Request entity too large"],
  alreadyCrossposted: [400, 40033, "This message has already been crossposted"],
  alreadyAcknowledged: [400, 40060, "Interaction has already been acknowledged."],
  missingAccess: [403, 50001, "Missing Access"],
  badChannelType: [400, 50024, "Cannot execute action on this channel type"],
  notYourMessage: [403, 50005, "Cannot edit a message authored by another user"],
  emptyMessage: [400, 50006, "Cannot send an empty message"],
  cannotMessageUser: [403, 50007, "Cannot send messages to this user"],
  notInVoice: [400, 50008, "Cannot send messages in a non-text channel"],
  missingPermissions: [403, 50013, "Missing Permissions"],
  systemMessage: [403, 50021, "Cannot execute action on a system message"],
  tokenExpired: [401, 50027, "Invalid Webhook Token"],
  invalidForm: [400, 50035, "Invalid Form Body"],
  archivedThread: [400, 50083, "Thread is archived"],
  badJson: [400, 50109, "The request body contains invalid JSON."],
  threadExists: [400, 160004, "A thread has already been created for this message"],
  tooManyThreads: [400, 160006, "Maximum number of active threads reached"],
  lockedThread: [400, 160005, "Thread is locked"],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export type RefusalName = keyof typeof refusals;

export type FieldError = { path: string; code: string; message: string };

/** An answer other than 2xx. Thrown by the resources, turned into JSON by the server. */
export class DiscordRefusal extends Error {
  override name = "DiscordRefusal";
  readonly status: number;
  readonly code: number;
  readonly fields: readonly FieldError[];
  constructor(which: RefusalName, fields: readonly FieldError[] = []) {
    const [status, code, message] = refusals[which];
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

export const refuse = (which: RefusalName): never => {
  throw new DiscordRefusal(which);
};

export const badField = (path: string, code: string, message: string): never => {
  throw new DiscordRefusal("invalidForm", [{ path, code, message }]);
};

type ErrorTree = { [key: string]: ErrorTree | { code: string; message: string }[] };

/** The JSON Discord answers with: field errors nest along their path and end in `_errors`. */
export function refusalBody(refusal: DiscordRefusal): Record<string, unknown> {
  const body = { message: refusal.message, code: refusal.code };
  if (refusal.fields.length === 0) return body;
  const errors: ErrorTree = {};
  for (const field of refusal.fields) nest(errors, field);
  return { ...body, errors };
}

function nest(tree: ErrorTree, field: FieldError): void {
  let at = tree;
  for (const part of field.path.split(".").filter((p) => p !== "")) {
    at[part] ??= {};
    at = at[part] as ErrorTree; // `_errors` is never a part of a path, so this is always a subtree
  }
  const list = (at["_errors"] ??= []) as { code: string; message: string }[];
  list.push({ code: field.code, message: field.message });
}

/** Every number Discord refuses to exceed, by name. Sources: discord.com/developers/docs unless a line says otherwise. */
export const limits = {
  /** Bots may send less than the published schema's 4000. /resources/message#create-message */
  contentMax: 2_000,
  embedsMax: 10,
  /** Sum over all embeds of a message. /resources/message#embed-object-embed-limits */
  embedTextMax: 6_000,
  attachmentsMax: 10,
  requestBytesMax: 25 * 1024 * 1024,
  /** Nested ones included. /components/reference#component-object */
  componentsMax: 40,
  /** Sum over the text displays of a message; seen in the wild, not written in the documentation. */
  componentTextMax: 4_000,
  rowsMax: 5,
  buttonsPerRow: 5,
  modalTitleMax: 45,
  modalComponentsMax: 5,
  customIdMax: 100,
  /** Error 30003 beyond it. /topics/opcodes-and-status-codes#json */
  pinsPerChannel: 250,
  channelsPerGuild: 500,
  channelsPerCategory: 50,
  topicMax: 1_024,
  forumTopicMax: 4_096,
  threadMembersMax: 1_000,
  activeThreadsMax: 1_000,
  reactionsPerMessage: 20,
  scheduledEventsMax: 100,
  allowedMentionsMax: 100,
  /** Name, description and values of a command with all its options. /interactions/application-commands */
  commandTextMax: 8_000,
  chatCommandsMax: 100,
  menuCommandsMax: 15,
  /** Error 30034. A bulk overwrite counts the commands that are new. */
  commandCreatesPerDay: 200,
  choicesMax: 25,
  auditReasonMax: 512,
  /** /interactions/receiving-and-responding */
  firstAnswerMs: 3_000,
  tokenLifeMs: 15 * 60_000,
  /** "The past few minutes" in the documentation of enforce_nonce; this is our reading of it. */
  nonceWindowMs: 5 * 60_000,
  /** /events/gateway#rate-limiting */
  gatewaySendsPerMinute: 120,
  gatewayPayloadBytes: 4_096,
  identifiesPerDay: 1_000,
  resumeBuffer: 2_000,
} as const;

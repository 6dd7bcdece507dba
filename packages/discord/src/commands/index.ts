export { commands, findCommand, messageMenus, type MessageMenu } from "./all.ts";
export { levelChoices, roleChoices } from "./choices.ts";
export { keyOf, type CommandDefinition, type Intent, type OptionDefinition } from "./definition.ts";
export { modalFor, type ModalRequest } from "./modal.ts";
export { readCommand, type Reading, type Values } from "./read-command.ts";
export { personOf, readInteraction, type Asked } from "./read-interaction.ts";
export { registration } from "./registration.ts";
export { isRegistered } from "./same-registration.ts";

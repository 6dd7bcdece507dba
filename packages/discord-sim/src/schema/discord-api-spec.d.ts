/** The package ships this entry without types; `published.ts` describes what is needed of it. */
declare module "discord-api-spec/zod";

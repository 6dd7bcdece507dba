import { no, yes, type Result } from "@muster/kernel";
import { formField } from "../multipart.ts";
import { checkShape, parseJson, readText, unreadable } from "../read-body.ts";
import { replaceInBytes } from "../redact.ts";
import type { Batch, Incoming, Misread, Source } from "../source.ts";
import { alertaSchema, readAlerta } from "./alerta.ts";
import { readWebhook, webhookSchema } from "./webhook.ts";

const fix =
  "In Uptime Kuma set up a notification of type Webhook to this address, with the request body `application/json` or `multipart/form-data` and not a custom one.";

/** Fields of a monitor by which Uptime Kuma logs in somewhere. Versions before 2 send them with every notification. */
const secretFields = [
  "headers body basic_auth_user basic_auth_pass bearer_token oauth_client_id oauth_client_secret pushToken tlsCa tlsCert tlsKey",
  "databaseConnectionString radiusUsername radiusPassword radiusSecret mqttUsername mqttPassword rabbitmqUsername rabbitmqPassword",
  "kafkaProducerSaslOptions authWorkstation authDomain grpcBody grpcMetadata snmpCommunityString",
].flatMap((line) => line.split(" "));
const secrets = new RegExp(`"(${secretFields.join("|")})":\\s?(?:"(?:[^"\\\\]|\\\\.)*"|\\{[^{}]*\\})`, "g");

/** Uptime Kuma: its webhook as JSON and as a form, and what it sends to an Alerta server. */
export const uptimeKuma: Source = {
  name: "uptime-kuma",
  docs: "Uptime Kuma: a notification of type Webhook (JSON or form) with the token under Additional Headers. Tag a monitor with `severity` to choose the level.",
  redact: (body) => replaceInBytes(body, secrets, '"$1":null'),
  read(incoming) {
    const text = readText(incoming);
    if (!text.ok) return text;
    const json = jsonOf(text.value, incoming);
    if (!json.ok) return json;
    const value = parseJson(json.value, fix);
    return value.ok ? readValue(incoming, value.value) : value;
  },
};

function jsonOf(text: string, { contentType }: Incoming): Result<string, Misread> {
  if (contentType === null || !/^\s*multipart\/form-data\b/i.test(contentType)) return yes(text);
  const field = formField(text, contentType, "data");
  return field === null ? no(unreadable("The form has no field `data`.", fix)) : yes(field);
}

function readValue(incoming: Incoming, value: unknown): Result<Batch, Misread> {
  const isAlerta = typeof value === "object" && value !== null && "resource" in value && "event" in value;
  if (isAlerta) {
    const alert = checkShape(value, alertaSchema, fix);
    return alert.ok ? yes(readAlerta(incoming, alert.value)) : alert;
  }
  const body = checkShape(value, webhookSchema, fix);
  return body.ok ? yes(readWebhook(incoming, body.value)) : body;
}

import { ComponentType } from "discord-api-types/v10";
import type { Incident } from "@muster/incident";
import { customId } from "./custom-id.ts";
import { textMessage, type MessageBody } from "./message.ts";
import { label } from "./neutralise.ts";

/** https://discord.com/developers/docs/components/reference#string-select */
const optionsMax = 25;

/** Which of several open incidents a message belongs to. `interactionId` is how the message is found again. */
export function chooseIncident(open: Incident[], interactionId: string): MessageBody {
  return textMessage("Which incident does this message belong to?", [
    [
      {
        type: ComponentType.StringSelect,
        custom_id: customId("add", null, interactionId),
        placeholder: "Choose the incident",
        min_values: 1,
        max_values: 1,
        options: open.slice(0, optionsMax).map(({ id, ref, title }) => ({
          label: label(`${ref} ${title}`, 100),
          value: id,
        })),
      },
    ],
  ]);
}

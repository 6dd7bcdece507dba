import type { AnchorTerms } from "./clock.ts";

/** What clocks count from. The law starts with what a person judged, so each is set by a person, with the facts that it rests on. */
export const anchors: Record<string, AnchorTerms> = {
  "became-aware": {
    name: "Became aware",
    asks: "Since when is it reasonably certain that this happened and that it concerns us?",
  },
  discovered: {
    name: "Discovered",
    asks: "When was it discovered, or when should it have been?",
  },
  "classified-major": {
    name: "Classified as major (DORA)",
    asks: "When was it classified as a major ICT-related incident?",
  },
  "determined-material": {
    name: "Determined to be material (SEC)",
    asks: "When was it determined that a reasonable investor would find this important?",
  },
  "determined-occurred": {
    name: "Determined that it occurred",
    asks: "When was it determined that a cybersecurity incident occurred?",
  },
  "reasonably-believed": {
    name: "Reasonably believed",
    asks: "Since when is it reasonably believed that a covered cyber incident occurred?",
  },
  "ransom-paid": { name: "Ransom paid", asks: "When was the extortion payment made?" },
  "card-data-suspected": {
    name: "Loss of card data suspected",
    asks: "Since when is the loss of card data suspected or confirmed?",
  },
  "rescue-done": { name: "Rescue done", asks: "When did the whitehat rescue take place?" },
};

import type { RunbookDraft } from "../runbook.ts";
import { kept } from "./kept.ts";

export const keyCompromise: RunbookDraft = {
  ...kept,
  name: "Key compromise",
  typicalSeverity: "Highest",
  expert: "Security",
  keywords: [
    "key",
    "keys",
    "leaked",
    "leak",
    "signer",
    "multisig",
    "wallet",
    "credential",
    "secret",
    "unauthorized",
  ],
  symptoms: [
    "A transaction or proposal that no holder of the key knows of.",
    "A key or seed phrase stood in a log, a chat, a repository or a screenshot.",
    "A holder's device was stolen or infected.",
  ],
  alerts: ["Admin function called", "Signer set changed", "Secret scanner found a key"],
  differs: [
    "Contract exploit: nobody needed a key of ours for it.",
    "Phishing of a user: it is their key, not ours.",
  ],
  triageMin: 10,
  steps: {
    "confirm-holder": {
      text: "Ask the holder, over a way that the attacker cannot read.",
      why: "Chat accounts are often taken together with the key.",
      expected: "The holder says what they signed and what they did not.",
    },
    "blast-radius": {
      text: "List what this key can sign, behind which timelocks, and where else it is used.",
      note: "Write down what the key can do. Never the key itself.",
    },
    revoke: {
      text: "Revoke or replace it: a multisig signer by the others, an admin by its owner, a hot wallet by moving what it holds.",
      why: "Until then every minute is the attacker's.",
      command:
        'cast send $MULTISIG "swapOwner(address,address,address)" $PREVIOUS_SIGNER $OLD_SIGNER $NEW_SIGNER --private-key $SIGNER_KEY',
      note: "Record the transaction hash (`tx 0x…`), or how it was replaced.",
    },
    "look-for-damage": {
      text: "Look for what was done with it, also proposals and timelocked calls that still wait.",
      expected: "Every call since the leak is explained; waiting ones are cancelled.",
    },
  },
  options: [
    {
      name: "Replace the signer",
      when: "A multisig, and enough of the others can be reached.",
      impact: "None for users.",
      rollbackSafe: "yes",
      verify: "The old address is no owner any more.",
    },
    {
      name: "Move the funds",
      when: "A hot wallet.",
      impact: "Services that use it stop until they have the new one.",
      rollbackSafe: "with care",
      verify: "The old wallet is empty and nothing sends to it.",
    },
    {
      name: "Pause",
      when: "The key is an admin's, and cannot be replaced faster than it can be used.",
      impact: "Everybody waits.",
      rollbackSafe: "yes",
      verify: "User calls fail.",
    },
  ],
  questions: [
    "How did it leak, and since when?",
    "Who else could read the place where it stood?",
    "Which keys were kept in the same way?",
  ],
  escalateIf: [
    "The key moves funds or upgrades contracts.",
    "Two or more signers are hit.",
    "The holder cannot be reached.",
  ],
  resolution: {
    replaced: { text: "The key and all that were kept with it are replaced." },
    "nothing-pending": { text: "Nothing that it signed still waits anywhere." },
    "kept-safer": {
      text: "How the new one is kept is written down: hardware, no shared device, no plain file.",
    },
  },
  causes: [
    "Key in a file, log or CI variable",
    "Phishing",
    "Infected device",
    "One device for several signers",
  ],
  related: ["smart-contract-exploit", "build-pipeline-compromise"],
};

import type { ScenarioDraft } from "./scenario.ts";

/** Ours, beside the four of seed 004: a key is in the wrong hands, and nothing moved yet. */
export const keyCompromise: ScenarioDraft = {
  version: 1,
  name: "Key compromise",
  about: "A signer's key may be stolen. Confirm it by another path, find what it can do, replace it in time.",
  title: "A signer's key may be in the wrong hands",
  opening: "A signer's laptop sent data to a machine nobody knows. A wallet was open on it at that time.",
  takesMin: 45,
  injects: {
    "first-word": {
      atMin: 0,
      by: "partner",
      from: "the signer's employer",
      text: "We found malware on a laptop of your signer. It had been there for nine days.",
      wants: "level",
    },
    voice: {
      atMin: 5,
      by: "lead",
      from: "a chat message in the signer's name",
      text: "All fine here, it was a false alarm. Please do not rotate anything, I am on the road.",
      isFalse: true,
      wants: "decision",
    },
    queue: {
      atMin: 10,
      by: "alert",
      from: "multisig-monitor",
      text: "A transaction that nobody knows is queued and has one signature: a change of the threshold.",
      wants: "decision",
    },
    reach: {
      atMin: 14,
      by: "lead",
      from: "a responder",
      text: "Two of the other signers sleep, in two time zones. One more signature is needed to reject it.",
      wants: "call",
    },
    traces: {
      atMin: 18,
      by: "partner",
      from: "the signer's employer",
      text: "We are going to wipe the laptop now, unless you want something from it.",
      wants: "evidence",
    },
    journalist: {
      atMin: 24,
      by: "press",
      from: "a reporter",
      text: "A source says one of your keys is stolen. Are users' funds safe? Yes or no.",
      wants: "draft",
    },
    "also-there": {
      upon: "mitigated",
      afterMin: 3,
      by: "lead",
      from: "a responder",
      text: "The same key also signs the releases of the app. Did anybody think of that?",
      wants: "task",
    },
  },
};

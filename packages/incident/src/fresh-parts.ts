import { freshChainState } from "./chain/vocabulary.ts";
import { freshResponseState } from "./response/vocabulary.ts";
import { freshTaskState } from "./tasks/vocabulary.ts";
import { freshChecklistState } from "./checklist/vocabulary.ts";
import { freshAssessState } from "./assess/vocabulary.ts";
import { freshCallState } from "./calls/vocabulary.ts";
import { freshCommsState } from "./comms/vocabulary.ts";
import { freshEvidenceState } from "./evidence/vocabulary.ts";
import { freshFilingState } from "./filings/vocabulary.ts";
import { freshAftercareState } from "./aftercare/vocabulary.ts";
import { freshLikenessState } from "./likeness/vocabulary.ts";
import { freshPromptState } from "./prompts/vocabulary.ts";
import { freshDisclosureState } from "./disclosure/vocabulary.ts";
import { freshVisibility } from "./visibility/vocabulary.ts";
import { freshDrillState } from "./drill/vocabulary.ts";
import { freshWorkState } from "./work/vocabulary.ts";
import type { PartStates } from "./parts-vocabulary.ts";

/** The parts of an incident in which nothing has happened yet. Also fills what an incident lacks that an older Muster stored. */
export const freshParts: PartStates = {
  ...freshVisibility,
  drill: freshDrillState,
  disclosure: freshDisclosureState,
  chain: freshChainState,
  response: freshResponseState,
  tasks: freshTaskState,
  checklist: freshChecklistState,
  assess: freshAssessState,
  calls: freshCallState,
  comms: freshCommsState,
  evidence: freshEvidenceState,
  filings: freshFilingState,
  aftercare: freshAftercareState,
  likeness: freshLikenessState,
  prompts: freshPromptState,
  work: freshWorkState,
  imported: null,
};

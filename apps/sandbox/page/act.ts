import { api, Refused } from "./api.ts";
import type { Acted } from "./answers.ts";
import { reread } from "./live.ts";
import { openModal } from "./modal-dialog.ts";
import { change, now, recordDeed } from "./state.ts";

/** Does one deed in Discord as the chosen person, opens the form if one is the answer, and shows what came of it. */
export async function act(words: string, deed: Record<string, unknown>): Promise<Acted> {
  const { me } = now();
  recordDeed(`${me}: ${words}`);
  const acted = await api.act({ as: me, ...deed }).finally(() => void reread());
  if (!acted.ok) throw new Refused(acted.error ?? "The application did not respond.");
  change({ answers: (acted.sees ?? []).flatMap(({ id }) => (id === undefined ? [] : [id])) });
  const modal = acted.sees?.find((shown) => shown.modal !== undefined)?.modal;
  if (modal !== undefined) {
    openModal(modal, now().names.users, (values) => act(`submits “${modal.title}”`, { submit: values }));
  }
  return acted;
}

export async function actOnGithub(
  words: string,
  deed: Record<string, unknown>,
): Promise<{ number?: number }> {
  const { me, repoName } = now();
  recordDeed(`${me} on GitHub: ${words}`);
  return api.onGithub({ as: me, repo: repoName, ...deed }).finally(() => void reread());
}

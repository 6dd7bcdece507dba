import { evolve, type Incident } from "@muster/incident";
import {
  canonical,
  checkpointFault,
  readCheckpoint,
  rootBy,
  verifyChain,
  type CheckOptions,
} from "@muster/store";
import { sealOfExport, type IncidentExport } from "../incident-export.ts";

/** What is wrong with the export of one incident; the first thing, in words. */
export function incidentFault(
  one: IncidentExport,
  against: CheckOptions,
): { fault: string | null; notes: string[] } {
  const { events, incident, head } = one;
  const verdict = verifyChain(events, incident.id, head);
  if (!verdict.ok) return { fault: verdict.why, notes: [] };
  const vouched = vouchedFault(one, against);
  if (vouched.fault !== null) return vouched;
  if (one.seal === undefined || sealOfExport(one) === one.seal) return vouched;
  // The entries are as they were written, so what was changed is beside them.
  const folded = events.reduce<Incident | null>((before, { event }) => evolve(before, event), null);
  const changed = Object.keys(incident).find(
    (name) => canonical(incident[name as keyof Incident]) !== canonical(folded?.[name as keyof Incident]),
  );
  const where =
    changed === undefined
      ? "something beside its entries, such as where it was filed or when it was exported"
      : `\`${changed}\`, which does not follow from its entries`;
  return {
    fault: `The entries are unchanged, but the export was changed after it was written: ${where}.`,
    notes: [],
  };
}

function vouchedFault(
  { vouched = null, incident, events }: IncidentExport,
  { published, pinned }: CheckOptions,
): { fault: string | null; notes: string[] } {
  const bad = (fault: string) => ({ fault, notes: [] });
  if (vouched === null) return { fault: null, notes: ["No checkpoint covers it yet."] };
  const { checkpoint, seq, proof } = vouched;
  const wrong = checkpointFault(checkpoint, { pinned });
  if (wrong !== null) return bad(`The checkpoint that vouches for it: ${wrong}`);
  const known = readCheckpoint(checkpoint);
  const hash = events[seq - 1]?.hash;
  const name = `checkpoint ${known?.number} of ${known?.day}`;
  if (hash === undefined) return bad(`Entry ${seq} is missing at the end: ${name} says that it was there.`);
  if (rootBy(proof, { incidentId: incident.id, seq, hash }) !== known?.root)
    return bad(`An entry up to ${seq} was changed: ${name} does not vouch for them any more.`);
  const same = published?.find((text) => readCheckpoint(text)?.number === known.number);
  if (published !== undefined && same !== checkpoint)
    return bad(
      same === undefined
        ? `The ${name}, which vouches for it, is not in the repository.`
        : `The ${name}, which vouches for it, is not the one that the repository has.`,
    );
  const until = seq === events.length ? "all of it" : `its entries up to ${seq}`;
  return { fault: null, notes: [`Signed on ${known.day}: ${until}.`] };
}

import { resolvePerson, type Policy } from "@muster/policy";
import { isSamePerson, type Person } from "../person.ts";

export type Training = {
  person: string;
  isOnCall: boolean;
  trainedOn: string | null;
  state: "fresh" | "old" | "none";
};

/** For whom the policy has a training on record: those on call first, then the others whom it names. */
export function trainingOf(policy: Policy, onCall: readonly Person[], now: Date): Training[] {
  const records = Object.entries(policy.training.trainedOn).map(([name, on]) => ({
    person: resolvePerson(policy, name),
    on,
  }));
  const dayOf = (person: Person): string | null =>
    records.find((record) => isSamePerson(record.person, person))?.on ?? null;
  const others = records
    .map(({ person }) => person)
    .filter((person) => !onCall.some((other) => isSamePerson(other, person)));
  return [...onCall, ...others].map((person, at) => {
    const trainedOn = dayOf(person);
    return {
      person: person.name,
      isOnCall: at < onCall.length,
      trainedOn,
      state: stateOf(policy, trainedOn, now),
    };
  });
}

function stateOf(policy: Policy, trainedOn: string | null, now: Date): Training["state"] {
  if (trainedOn === null) return "none";
  const { validForDays } = policy.training;
  const days = (now.getTime() - new Date(`${trainedOn}T00:00:00Z`).getTime()) / 86_400_000;
  return validForDays !== null && days > validForDays ? "old" : "fresh";
}

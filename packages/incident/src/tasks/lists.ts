import type { Incident } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";
import type { Task } from "./vocabulary.ts";

const isOpen = ({ status }: Task): boolean => status !== "done" && status !== "dropped";
const isAtHand = ({ status }: Task): boolean => status === "given" || status === "taken";

/** Tasks that are not over, waiting ones among them. */
export function openTasks(incident: Pick<Incident, "tasks">): Task[] {
  return incident.tasks.list.filter(isOpen);
}

/** Tasks that their people have now: one each at most. */
export function tasksAtHand(incident: Pick<Incident, "tasks">): Task[] {
  return incident.tasks.list.filter(isAtHand);
}

export function taskOf(incident: Pick<Incident, "tasks">, id: string): Task | null {
  const wanted = id.trim().toLowerCase();
  return incident.tasks.list.find((task) => task.id.toLowerCase() === wanted) ?? null;
}

export function taskAtHandOf(incident: Pick<Incident, "tasks">, person: Person): Task | null {
  return tasksAtHand(incident).find(({ to }) => isSamePerson(to, person)) ?? null;
}

/** The task that waits longest for this person. */
export function nextInQueue(incident: Pick<Incident, "tasks">, person: Person): Task | null {
  return (
    incident.tasks.list.find(({ status, to }) => status === "queued" && isSamePerson(to, person)) ?? null
  );
}

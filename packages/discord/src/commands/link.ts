import { required, type Family } from "./definition.ts";

/** Who somebody is on GitHub. */
export const linkCommands: Family = [
  {
    group: "link",
    name: "github",
    description: "Say which GitHub account is yours: you get a code to comment there",
    isAboutIncident: false,
    options: [required("login", "line", "Your login on GitHub, such as ada-lovelace", 60)],
    read: (given) => ({ ask: "link", what: "offer", login: given.text("login") }),
  },
  {
    group: "link",
    name: "show",
    description: "Which GitHub account is yours here, and who on GitHub says that they are you",
    isAboutIncident: false,
    options: [],
    read: () => ({ ask: "link", what: "show" }),
  },
  {
    group: "link",
    name: "remove",
    description: "Your GitHub account stands for itself again",
    isAboutIncident: false,
    options: [],
    read: () => ({ ask: "link", what: "remove" }),
  },
];

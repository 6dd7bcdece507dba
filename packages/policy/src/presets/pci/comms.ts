/*
 * Words for those outside. The page's later version says: approved communication through designated stakeholders, fit to severity and
 * scope, in line with legal and regulatory duties. Wording and places are our choice.
 */
export const comms = {
  publications: {
    "Designated stakeholders": {
      kind: "copy",
      about:
        "Partners, affected users and others who must know, by the list that the Communications lead keeps.",
    },
  },
  communications: {
    draftedBy: "communications",
    approval: { roles: ["commander"], drafterMayApprove: false },
    checklist: {
      verified: "Every fact in it is verified.",
      scope: "It says no more than severity and scope call for.",
      data: "It holds no regulated data: no card numbers, no personal data.",
      legal: "Legal and regulatory duties were looked at.",
      next: "It says when the next update comes, or that it is over.",
    },
    nextUpdateRequired: true,
    blocks: {
      "next-update": { name: "Next update", text: "Next update by {nextUpdate}." },
      contact: { name: "Contact", text: "Questions: [who answers them, and how to reach them]." },
    },
    templates: {
      first: {
        name: "First notice",
        stage: "first",
        text: "We are investigating a security incident that affects [systems or services].\n\nWhat is known: [facts, no causes].\nWhat we ask of you: [action, or none].\n\nNext update by {nextUpdate}.",
      },
      next: {
        name: "Status update",
        stage: "next",
        text: "Status of the incident that affects [systems or services]: {status}.\n\nSince the last update: [what changed].\nWhat we ask of you: [action, or none].\n\nNext update by {nextUpdate}.",
      },
      "data-breach": {
        name: "Data breach notice",
        stage: "first",
        text: "We are writing about an incident that concerns data of yours.\n\nWhat happened: [nature of the breach, and when].\nWhich data: [kinds of data].\nWhat it may mean for you: [likely consequences].\nWhat we do: [measures taken and planned].\nWhat you can do: [steps].\nContact: [who answers questions].\n\nNext update by {nextUpdate}.",
        tone: "Confirm with counsel before it goes out.",
      },
      last: {
        name: "Closing notice",
        stage: "last",
        text: "The incident that affected [systems or services] is over.\n\nWhat happened: [summary].\nWhat we did: [actions].\nWhat we change: [prevention].",
      },
    },
    claims: {
      "no-data": {
        phrases: [
          "no * data * accessed",
          "no * data * affected",
          "no * data * exposed",
          "no * data * compromised",
          "no cardholder data",
          "data * safe",
          "data * secure",
        ],
        question: "Is it certain that no data was reached, and how do you know?",
      },
    },
    // The summary report is for the stakeholders; "limit access to incident data to authorized personnel only".
    reports: { share: "internal", redact: "Regulated data, names of people, system details." },
  },
} as const;

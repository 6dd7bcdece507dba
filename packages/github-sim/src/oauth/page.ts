/** What a person sees who is sent here to sign in. Nobody has a password on this GitHub: one chooses who one is. */
export function consentPage(app: string, people: readonly { name: string | null; href: string }[]): string {
  const items = people.map(
    ({ name, href }) =>
      `<li><a href="${safe(href)}">${safe(name === null ? "Cancel" : `Continue as ${name}`)}</a></li>`,
  );
  return page(`<p><b>${safe(app)}</b> wants to know who you are. Who are you?</p><ul>${items.join("")}</ul>`);
}

export const refusedPage = (problem: string): string =>
  page(`<p>This cannot be authorized. ${safe(problem)}</p>`);

const page = (body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Simulated GitHub</title><style>body{font:15px/1.6 system-ui,sans-serif;max-width:480px;margin:48px auto;padding:0 16px;color-scheme:light dark}ul{padding:0;list-style:none}li{margin:8px 0}</style></head><body><main><h1>Simulated GitHub</h1>${body}</main></body></html>`;

const safe = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

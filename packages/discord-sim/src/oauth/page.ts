/** What a person sees who is sent here to sign in. Nobody has a password in this Discord: one chooses who one is. */
export function consentPage(
  app: string,
  scopes: readonly string[],
  people: readonly { name: string; href: string }[],
): string {
  const items = people.map(({ name, href }) => {
    const words = name === "nobody" ? "Cancel" : `Continue as ${name}`;
    return `<li><a href="${safe(href)}">${safe(words)}</a></li>`;
  });
  return page(
    "Simulated Discord",
    `<p><b>${safe(app)}</b> wants to know who you are (${safe(scopes.join(", "))}). Who are you?</p><ul>${items.join("")}</ul>`,
  );
}

export const refusedPage = (detail: string): string =>
  page("Simulated Discord", `<p>This cannot be authorized. ${safe(detail)}</p>`);

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>body{font:15px/1.6 system-ui,sans-serif;max-width:480px;margin:48px auto;padding:0 16px;color-scheme:light dark}ul{padding:0;list-style:none}li{margin:8px 0}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`;

const safe = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

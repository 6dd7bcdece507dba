import { expect, test } from "vitest";
import { html, link, pageText, paragraphs } from "./html.ts";

const shown = (part: Parameters<typeof html>[1]): string => pageText(html`${part}`);

test("what people wrote is text, wherever it stands", () => {
  const evil = `"><script>alert('x')</script>&amp;`;
  expect(pageText(html`<p title="${evil}">${evil}</p>`)).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;">' +
      "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;</p>",
  );
});

test("no character whatever begins markup, or turns the direction of what follows", () => {
  const harmful = /[<>"'\u202a-\u202e\u2066-\u2069\u200b]/;
  for (let block = 0; block < 0x11000; block += 256) {
    const text = String.fromCodePoint(...Array.from({ length: 256 }, (_, at) => block + at));
    expect(harmful.test(shown(text))).toBe(false);
  }
});

test("data that looks like markup of ours is not", () => {
  const forged = JSON.parse('{"made by html": "<b>", "html": "<b>", "length": 0}') as never;
  expect(() => shown(forged)).toThrow();
});

test.each([
  [
    "https://github.com/acme/protocol/issues/1",
    'href="https://github.com/acme/protocol/issues/1" rel="noreferrer nofollow"',
  ],
  ["/app/acme/incidents/INC-1", 'href="/app/acme/incidents/INC-1"'],
])("%s is a link", (url, attributes) => {
  expect(pageText(link("here", url))).toBe(`<a ${attributes}>here</a>`);
});

test.each([
  "javascript:alert(1)",
  "//evil.example",
  "/\\evil.example",
  "data:text/html,x",
  "/app\nx",
  'https://x" onclick="y',
  null,
])("%j is no link, and its words stay", (url) => {
  expect(pageText(link("<here>", url))).toBe("&lt;here&gt;");
});

test("lines and paragraphs stay as they were written", () => {
  const text = pageText(paragraphs("one\ntwo\r\n\r\n<three>"));
  expect(text.replace(/\s+/g, " ").trim()).toBe("<p>one<br />two</p><p>&lt;three&gt;</p>");
});

/** The one style sheet. One scale of type (13, 15, 18, 24), the system's own letters, and colours that all have a word beside them. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f7f7f5; --paper: #ffffff; --ink: #1b1d20; --soft: #5a616a; --line: #dfe1e4; --accent: #2f55c8;
  --red: #a8201a; --red-soft: #fbe9e7; --amber: #7a4b00; --amber-soft: #fcf0d6; --green: #1b6338; --green-soft: #e3f3e8;
  --grey: #4d545c; --grey-soft: #eceef0; --violet: #5b3a9e; --violet-soft: #eee8fa;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121418; --paper: #1a1d22; --ink: #e6e8eb; --soft: #a2a9b3; --line: #2e333a; --accent: #9db7ff;
    --red: #ffb1a8; --red-soft: #43201d; --amber: #ffd28a; --amber-soft: #3b2c0e; --green: #9ddcb3; --green-soft: #16341f;
    --grey: #c3c9d0; --grey-soft: #2a2f36; --violet: #cbb5ff; --violet-soft: #2d2349;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 4rem; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere; font-variant-numeric: tabular-nums;
}
a { color: var(--accent); text-underline-offset: 2px; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
h1, h2, h3 { line-height: 1.25; font-weight: 600; margin: 0; }
h1 { font-size: 24px; letter-spacing: -0.01em; }
h2 { font-size: 15px; }
h3 { font-size: 13px; color: var(--soft); font-weight: 600; }
p, ul, ol, dl { margin: 0; }
code { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: var(--grey-soft); padding: 1px 4px; border-radius: 4px; }
.soft, .ref, footer { color: var(--soft); }
.ref { font-size: 13px; white-space: nowrap; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 8px; top: -48px; padding: 8px 12px; background: var(--paper); border-radius: 6px; z-index: 2; }
.skip:focus { top: 8px; }

.bar {
  display: flex; align-items: center; gap: 8px 24px; flex-wrap: wrap;
  padding: 8px max(16px, calc((100% - 1120px) / 2)); background: var(--paper); border-bottom: 1px solid var(--line);
}
.brand { font-weight: 600; color: var(--ink); text-decoration: none; padding: 4px 0; }
.bar nav { flex: 1 1 auto; }
.slim .bar { padding-inline: max(16px, calc((100% - 640px) / 2)); }
.slim footer { max-width: 672px; }
.slim footer, .slim main { padding-inline: 16px; }
.bar nav ul, .filter ul { display: flex; flex-wrap: wrap; gap: 2px; list-style: none; padding: 0; }
.bar nav a, .filter a { display: block; padding: 4px 10px; border-radius: 6px; color: var(--soft); text-decoration: none; }
.bar nav a:hover, .filter a:hover { color: var(--ink); background: var(--grey-soft); }
.bar nav a[aria-current], .filter a[aria-current] { color: var(--ink); font-weight: 600; background: var(--grey-soft); }
.bar nav a[aria-current] { text-decoration: underline; text-underline-offset: 5px; text-decoration-thickness: 2px; }
.me { display: flex; gap: 12px; align-items: center; font-size: 13px; color: var(--soft); }
.me form { display: flex; }
button, .button {
  font: inherit; font-size: 13px; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px;
  padding: 3px 10px; cursor: pointer; text-decoration: none; display: inline-block;
}
button:hover, .button:hover { border-color: var(--soft); }
.narrow .button { font-size: 15px; padding: 8px 16px; background: var(--accent); border-color: var(--accent); color: var(--paper); font-weight: 600; }

main { max-width: 1152px; margin: 0 auto; padding: 24px 16px 40px; }
footer { max-width: 1152px; margin: 0 auto; padding: 0 16px 24px; font-size: 13px; }
main > h1 { margin-bottom: 12px; }
.filter { margin: 0 0 16px -10px; font-size: 13px; }
.pager { display: flex; gap: 16px; margin-top: 16px; }
.empty { color: var(--soft); padding: 20px 0; }
.sum { margin-bottom: 12px; }

table { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
caption { text-align: left; font-size: 13px; color: var(--soft); padding: 0 0 6px; }
th { text-align: left; font-size: 13px; font-weight: 600; color: var(--soft); white-space: nowrap; }
th, td { padding: 8px 12px; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody tr:last-child td { border-bottom: 0; }
td time, .when { white-space: nowrap; }
.number { text-align: right; }
td a { font-weight: 500; }

.badge {
  display: inline-block; font-size: 13px; line-height: 20px; padding: 0 8px; border-radius: 10px; white-space: nowrap;
  background: var(--grey-soft); color: var(--grey);
}
.badge b { font-weight: 600; }
.rank-1, .is-open, .is-overdue { background: var(--red-soft); color: var(--red); }
.rank-2, .is-mitigated, .is-blocked, .is-doing { background: var(--amber-soft); color: var(--amber); }
.badge.is-resolved, .badge.is-closed, .badge.is-done { background: var(--green-soft); color: var(--green); }
.is-drill, .is-restricted { background: var(--violet-soft); color: var(--violet); }

.title { margin-bottom: 24px; }
.title > * + * { margin-top: 8px; }
.title h1 { margin-top: 0; }
.title .lead { max-width: 70ch; }
.badges { display: flex; flex-wrap: wrap; gap: 6px; }
.links { display: flex; flex-wrap: wrap; gap: 4px 16px; list-style: none; padding: 0; font-size: 13px; }
.columns { display: grid; gap: 24px 40px; grid-template-columns: minmax(0, 1fr); align-items: start; }
.side, .story { display: grid; gap: 24px; grid-template-columns: minmax(0, 1fr); }
section > h2 { margin-bottom: 8px; }
dl > div { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 12px; padding: 4px 0; border-top: 1px solid var(--line); }
dt { color: var(--soft); font-size: 13px; line-height: 22px; }
dd { margin: 0; }
.plain { list-style: none; padding: 0; }
.plain > li { padding: 3px 0; }
.steps { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px 8px 32px; }
.steps > li { padding: 3px 0; }
.phases { list-style: none; padding: 0; }
.phases > li { border-top: 1px solid var(--line); }
.phases > li[aria-current] summary { font-weight: 600; }
.phases .plain { padding: 0 0 8px 4px; font-size: 13px; }
.phases .plain li { padding-left: 18px; text-indent: -18px; }
.phases .plain .step-ticked { color: var(--soft); }
summary { cursor: pointer; padding: 5px 0; }
summary .soft { font-size: 13px; font-weight: 400; }

.story h3 { margin: 16px 0 4px; }
.timeline { list-style: none; padding: 0; }
.timeline li { display: grid; grid-template-columns: 48px 96px minmax(0, 1fr); gap: 0 12px; padding: 6px 0; border-top: 1px solid var(--line); }
.timeline .when { color: var(--soft); }
.timeline .kind { color: var(--soft); font-size: 13px; line-height: 22px; }
.kind-mitigation .words, .kind-resolution .words, .kind-declared .words, .kind-severity .words, .kind-decision .words { font-weight: 600; }
.timeline .what .soft, .timeline .what a { font-size: 13px; }
.timeline li:target { background: var(--amber-soft); }
.kind-reminder .what, .kind-platform .what { color: var(--soft); }
.ladder { display: flex; flex-wrap: wrap; gap: 8px; list-style: none; padding: 0; margin-bottom: 24px; }
.ladder li { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 8px 16px; }

.block { margin-top: 32px; }
.notes { margin-top: 12px; padding-left: 20px; font-size: 13px; color: var(--soft); }
.choice { font-size: 13px; margin-bottom: 8px; }
.scroll { overflow-x: auto; margin: 16px 0; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
.chart { display: block; width: 100%; max-width: 860px; min-width: 640px; height: auto; margin: 0 auto; }
@media (prefers-color-scheme: dark) {
  .scroll { background: #1a1a1a; }
  .chart { filter: invert(0.9) hue-rotate(180deg); }
}
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; margin-top: 16px; }
.card > * + * { margin-top: 8px; }
.card > h2 { margin-bottom: 0; }
.card table { border: 0; }
.levels { list-style: none; padding: 0; display: grid; gap: 4px; }
.levels li { padding: 4px 12px; border-radius: 6px; background: var(--grey-soft); }
.levels b { display: block; font-size: 13px; }
.levels .is-held { background: var(--green-soft); }
td ul { padding-left: 0; }

.narrow, .public { max-width: 640px; margin: 0 auto; }
.narrow > * + *, .public > * + * { margin-top: 16px; }
.unset { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; }
.unset > * + * { margin-top: 4px; }
.problem { background: var(--red-soft); color: var(--red); border-radius: 8px; padding: 8px 16px; }
.all-quiet, .all-loud { border-radius: 8px; padding: 12px 16px; font-size: 18px; }
.all-quiet { background: var(--grey-soft); color: var(--ink); }
.all-loud { background: var(--red-soft); color: var(--red); }
.public > h2 { margin-top: 32px; }
article { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; }
article h2, article h3 { font-size: 15px; color: var(--ink); display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.notice { border-top: 1px solid var(--line); padding-top: 8px; margin-top: 8px; }
.notice p + p { margin-top: 8px; }
.notice > .soft { font-size: 13px; }
.notice > .soft + p { margin-top: 0; }

@media (min-width: 900px) {
  .small-only { display: none; }
  .levels { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .columns { grid-template-columns: 336px minmax(0, 1fr); }
}
@media (max-width: 640px) {
  main { padding-top: 16px; }
  .bar nav { order: 3; flex-basis: 100%; margin-left: -10px; }
  .me { margin-left: auto; }
  table, thead, tbody, tr, td, caption { display: block; }
  table { border: 0; background: none; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; margin-bottom: 8px; }
  td { border: 0; padding: 2px 0; display: grid; grid-template-columns: 88px minmax(0, 1fr); gap: 8px; text-align: left; }
  td::before { content: attr(data-label); color: var(--soft); font-size: 13px; line-height: 22px; }
  td:first-child { display: block; padding-bottom: 6px; }
  td:first-child::before { content: none; }
  .number { text-align: left; }
  td:has(.none) { display: none; }
  .timeline li { grid-template-columns: 48px minmax(0, 1fr); }
  .timeline .what { grid-column: 2; }
}
@media print {
  .bar nav, .me, .skip, .filter, .pager { display: none; }
}
`.trimStart();

export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#2f55c8"/><path d="M3.5 12V4.5L8 9l4.5-4.5V12" fill="none" stroke="#fff" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"/></svg>\n';

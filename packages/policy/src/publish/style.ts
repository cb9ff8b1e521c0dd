/** The look of the standalone page, readable on a telephone and on paper. The accent is used for rules only, never for text. `foot`: what every printed page says, safe inside a CSS string. */
export function style(accent: string | null, foot: string): string {
  const colour = accent !== null && /^#[0-9a-f]{3,8}$/i.test(accent) ? accent : '#54504a'
  return `
:root { color-scheme: light dark; --ink: #1f1d1a; --soft: #5a564f; --line: #ddd8cf; --paper: #fdfcfa; --wash: #f3f0ea; --hatch: #d3cdc2; --brand: ${colour}; --accent: var(--brand); }
@media (prefers-color-scheme: dark) { :root { --ink: #ebe7e0; --soft: #b3ada4; --line: #3b3833; --paper: #191816; --wash: #23211e; --hatch: #47433c; --accent: color-mix(in oklab, var(--brand), #fff 45%); } }
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 16px/1.6 Inter, 'Segoe UI', system-ui, -apple-system, Roboto, sans-serif; text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 32px 20px 64px; max-width: 46rem; overflow-wrap: break-word; }
header { border-top: 4px solid var(--accent); padding-top: 16px; margin-bottom: 32px; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; letter-spacing: -0.01em; }
h1 { font-size: 2rem; margin: 4px 0 12px; } h2 { font-size: 1.25rem; margin: 0 0 8px; } h3, h4, h5, h6 { font-size: 1rem; margin: 0 0 4px; }
p { margin: 0 0 12px; text-wrap: pretty; }
.provider, .version, .by, small { color: var(--soft); } .provider { margin: 0; font-weight: 600; } .version { margin: 0; } .by, small { font-size: 0.8125rem; } small { font-weight: 400; }
.notice { background: var(--wash); border-left: 4px solid var(--accent); padding: 12px 16px; margin: 16px 0 0; }
a { color: inherit; text-decoration-color: var(--accent); text-underline-offset: 0.2em; text-decoration-thickness: 1px; } a:hover { text-decoration-thickness: 2px; }
a.live, .live { text-decoration: underline dotted 1px var(--soft); text-underline-offset: 0.22em; } a.live:hover { text-decoration-style: solid; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
:target { background: var(--wash); box-shadow: 0 0 0 8px var(--wash); } tr:target { box-shadow: none; }
nav { font-size: 0.875rem; margin-bottom: 40px; } nav h2 { font-size: 0.875rem; color: var(--soft); } nav p { margin: 16px 0 4px; color: var(--soft); font-weight: 600; }
nav ol { list-style: none; margin: 0; padding: 0; } nav a { display: flex; gap: 8px; padding: 4px 0; text-decoration: none; } nav a:hover { text-decoration: underline; } nav .number { flex: none; min-width: 1.5rem; }
.number { color: var(--soft); font-weight: 400; font-variant-numeric: tabular-nums; text-decoration: none; }
main > section { margin: 0 0 32px; scroll-margin-top: 16px; } main > section:not(.clause) { border-top: 1px solid var(--line); padding-top: 32px; margin-top: 40px; } #declared > .clause { margin-bottom: 20px; }
.clause { scroll-margin-top: 16px; } .clause > :is(h2, h3, h4, h5, h6) > .number { margin-right: 8px; } .clause > :last-child { margin-bottom: 0; }
.clause ul, .clause ol { padding-left: 1.25rem; margin: 0 0 12px; } .clause li { margin-bottom: 4px; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; line-height: 1.5; margin: 0 0 20px; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; font-size: 1rem; padding: 12px 0 4px; }
th, td { text-align: left; vertical-align: top; padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); } th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-weight: 500; font-size: 0.8125rem; } th[scope=row] { font-weight: 600; }
h3 { margin-top: 24px; } h2 + h3 { margin-top: 8px; } main > section:not(.clause) > p { font-size: 0.875rem; margin-bottom: 4px; } main > section:not(.clause) > p + .folding { margin-top: 24px; }
.week { margin: 4px 0 8px; } .week th, .week td { border: 0; padding: 2px 16px 2px 0; vertical-align: middle; } .week tbody th { width: 6.5rem; font-weight: 400; } .week td:last-child { width: 17rem; padding-right: 0; } .week .today :is(th, td) { font-weight: 600; } .week .today th { box-shadow: -8px 0 var(--paper), -11px 0 var(--accent); }
.axis div { display: flex; justify-content: space-between; margin: 0 -0.75em; color: var(--soft); font-size: 0.6875rem; line-height: 1.2; } .axis span { width: 2.5em; text-align: center; }
.strip { display: block; width: 100%; height: 10px; background: repeating-linear-gradient(45deg, var(--hatch) 0 1px, transparent 1px 4px) var(--wash); } .strip rect { fill: var(--accent); }
.unseen.unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; padding: 0; }
footer { border-top: 1px solid var(--line); padding-top: 16px; color: var(--soft); font-size: 0.875rem; }
@media (min-width: 40rem) { .folding tbody th { width: 24%; } }
@media (min-width: 68rem) {
  body { max-width: 66rem; padding-top: 48px; } .page { display: grid; grid-template-columns: 14rem minmax(0, 46rem); gap: 6rem; } header, footer { margin-left: 20rem; }
  nav { position: sticky; top: 24px; align-self: start; max-height: calc(100vh - 48px); overflow: auto; margin: 0; }
  .clause { position: relative; } .clause > :is(h2, h3, h4, h5, h6) > .number { position: absolute; right: calc(100% + 16px); margin: 0; white-space: nowrap; font-size: 0.875rem; line-height: 1.8; }
}
@media (max-width: 40rem) {
  h1 { font-size: 1.625rem; } .clause :is(th, td) { overflow-wrap: anywhere; hyphens: auto; padding-right: 8px; font-size: 0.8125rem; }
  .folding thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; } .folding, .folding :where(tbody, tr, th[scope=row], td) { display: block; } .folding tr { border-bottom: 1px solid var(--line); padding: 8px 0; } .folding caption { display: block; }
  .folding th[scope=row], .folding td { border: 0; padding: 2px 0; } .folding td:empty { display: none; } .folding td { display: flow-root; padding-left: 7.5rem; } .folding td::before { content: attr(data-label); float: left; width: 7rem; margin-left: -7.5rem; color: var(--soft); font-size: 0.8125rem; line-height: 1.6; }
  .week thead { display: none; } .week, .week tbody { display: block; } .week tr { display: grid; grid-template-columns: 6rem 1fr; padding: 3px 0; } .week tbody th { width: auto; } .week td:last-child { grid-column: 2; grid-row: 1; width: auto; } .week td { grid-column: 1 / -1; padding: 0; }
}
@media print {
  @page { size: A4; margin: 20mm 18mm 22mm; @bottom-left { content: "${foot}"; font: 8pt sans-serif; color: #555; } @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --wash: #f4f4f4; --hatch: #ccc; --accent: var(--brand); } html { font-size: 9.5pt; line-height: 1.45; }
  body { max-width: none; padding: 0; } .page { display: block; } header, footer { margin-left: 0; } nav { display: none; }
  a, .live, a.live { text-decoration: none; } .clause a:not(.live, .number)[href^=http]::after { content: " (" attr(href) ")"; font-size: 0.85em; color: var(--soft); overflow-wrap: anywhere; }
  h1, h2, h3, h4, h5, h6, caption, thead { break-after: avoid; } tbody tr:first-child { break-before: avoid; } tr, li, .week { break-inside: avoid; } p { orphans: 3; widows: 3; } thead { display: table-header-group; }
  .clause > :is(h2, h3, h4, h5, h6) > .number { position: static; margin-right: 8px; font-size: 9.5pt; } .strip { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  :target { background: none; box-shadow: none; }
}`
}

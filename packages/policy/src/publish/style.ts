/** The look of the standalone page, readable on a telephone and on paper. The accent is used for rules only, never for text. */
export function style(accent: string | null): string {
  const colour = accent !== null && /^#[0-9a-f]{3,8}$/i.test(accent) ? accent : '#54504a'
  return `
:root { color-scheme: light dark; --ink: #23211e; --soft: #5c5852; --line: #d9d4cc; --paper: #fdfcfa; --accent: ${colour}; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8e1; --soft: #b3ada4; --line: #45413b; --paper: #1b1a18; } }
body { margin: 0 auto; padding: 24px 20px 64px; max-width: 72ch; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, sans-serif; }
header { border-top: 4px solid var(--accent); padding-top: 16px; }
h1 { font-size: 28px; line-height: 1.2; margin: 4px 0 8px; } h2 { font-size: 20px; margin: 40px 0 8px; } h3, h4, h5, h6 { font-size: 16px; margin: 24px 0 4px; }
.provider, .version, .by, small { color: var(--soft); margin: 0; } .notice { border-left: 4px solid var(--accent); padding: 4px 12px; }
a { color: inherit; text-decoration-color: var(--accent); text-underline-offset: 3px; }
.number { color: var(--soft); margin-right: 8px; font-variant-numeric: tabular-nums; }
.live { border-bottom: 1px dotted var(--soft); white-space: normal; }
nav ol { list-style: none; padding: 0; columns: 2 24ch; } nav h2 { margin-top: 24px; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); } th[scope=row] { font-weight: 600; }
@media (min-width: 1000px) { .clause > h2 > .number { display: inline-block; width: 56px; margin-left: -64px; text-align: right; } }
@media (max-width: 600px) {
  thead { position: absolute; clip-path: inset(50%); } table, tbody, tr, th[scope=row], td { display: block; } tr { border-bottom: 1px solid var(--line); padding: 8px 0; }
  th[scope=row], td { border: 0; padding: 2px 0; } td:empty { display: none; } td::before { content: attr(data-label) " · "; color: var(--soft); }
}
@media print {
  :root { --ink: #000; --soft: #444; --line: #999; --paper: #fff; } body { max-width: none; font: 10.5pt/1.45 Georgia, serif; padding: 0; }
  nav { display: none; } a { text-decoration: none; } .live { border: 0; } h2, h3, h4 { break-after: avoid; } tr, .clause > p { break-inside: avoid; } .wide { overflow: visible; }
  @page { margin: 20mm 18mm; }
}`
}

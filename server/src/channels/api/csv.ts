/** What spreadsheets know UTF-8 by. */
export const mark = '\uFEFF'

/** A cell as spreadsheets read it; what they would take for a formula is marked as text (AB-36). */
const cell = (value: string) => `"${(/^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`

/** A line of a table. */
export const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

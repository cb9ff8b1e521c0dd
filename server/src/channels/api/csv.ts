/** What spreadsheets know UTF-8 by. */
export const mark = '\uFEFF'

/**
 * A cell as spreadsheets read it; what they would take for a formula is marked as text (AB-36). Those of half of Europe part cells
 * at semicolons, whatever stands in quotation marks: there a formula may begin in the middle of ours.
 */
const cell = (value: string) => `"${value.replace(/^\s*[=+\-@\t\r]/, "'$&").replaceAll(/([;\t\r\n][\s"]*)(?=[=+\-@])/g, "$1'").replaceAll('"', '""')}"`

/** A line of a table. */
export const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

/** Windows-1252 at 0x80–0x9F, where ISO-8859-1 has control characters that nobody writes in a mail. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * Puts right what is left of windows-1252 declared as latin-1 (MAIL-21): `œ`, `€`, `’` come out as C1 controls,
 * which are never meant. The controls that windows-1252 leaves empty, and NUL, are dropped.
 */
export function repairText(text: string): string {
  return text
    .replace(/[\u0080-\u009f]/g, (letter) => {
      const meant = windows[letter.charCodeAt(0) - 0x80] as string
      return meant === letter ? '' : meant
    })
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
}

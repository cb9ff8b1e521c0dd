/** A text as names are compared: small letters, no accents, plain apostrophes. */
export function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').replaceAll(/[’ʼ]/g, "'")
}

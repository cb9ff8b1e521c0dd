const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * A file name that is safe to show and to save (MAIL-34, AB-37): no path, no control or direction characters,
 * NFC, 150 bytes at most with its extension kept. A name of which nothing is left becomes `fallback`.
 */
export function safeFilename(name: string | undefined, fallback: string): string {
  const bare = (name ?? '').normalize('NFC').replace(hidden, '').split(/[/\\]/).at(-1) ?? ''
  const clean = bare.replace(/[<>:"|?*]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '')
  if (clean === '') return fallback
  if (Buffer.byteLength(clean) <= 150) return clean
  const dot = clean.lastIndexOf('.')
  const extension = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : ''
  let stem = clean.slice(0, clean.length - extension.length)
  stem = [...stem].slice(0, 150).join('')
  while (Buffer.byteLength(stem + extension) > 150) stem = [...stem].slice(0, -1).join('')
  return stem + extension
}

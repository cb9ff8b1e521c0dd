import { fileTypeFromBuffer } from 'file-type'

/** A file name that is safe to show and to save (MAIL-34, AB-37): no path, no control or direction characters, NFC, 150 bytes at most. */
export function cleanName(name: string): string {
  const bare = name.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').split(/[/\\]/).at(-1) ?? ''
  const clean = bare.replace(/[<>:"|?*]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '') || 'file'
  const dot = clean.lastIndexOf('.')
  const extension = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : ''
  let stem = clean.slice(0, clean.length - extension.length)
  while (Buffer.byteLength(stem + extension) > 150) stem = [...stem].slice(0, -1).join('')
  return stem + extension
}

/** What a file is by its first bytes; what its sender says it is decides nothing (AB-16). */
export async function mediaTypeOf(bytes: Uint8Array): Promise<string> {
  return (await fileTypeFromBuffer(bytes))?.mime ?? 'application/octet-stream'
}

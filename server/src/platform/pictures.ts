/** Why a picture is refused: `kind` (none of those taken), `large` (bytes), `huge` (pixels), `active` (an SVG that does or fetches something). */
export type PictureProblem = 'kind' | 'large' | 'huge' | 'active'

export type PictureRead = { readonly ok: true; readonly type: 'image/png' | 'image/webp' | 'image/svg+xml' } | { readonly ok: false; readonly why: PictureProblem; readonly what?: string }

/** Bytes and pixels of a picture at most: it stands in a banner. */
export const pictureLimits = { bytes: 200 * 1024, side: 4_000 }

interface Size { readonly width: number; readonly height: number }

function pngSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 33 || bytes.readBigUInt64BE(0) !== 0x89504e470d0a1a0an || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

function webpSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return undefined
  const chunk = bytes.toString('latin1', 12, 16)
  if (chunk === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  if (chunk === 'VP8 ') return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  if (chunk !== 'VP8L' || bytes[20] !== 0x2f) return undefined
  const packed = bytes.readUInt32LE(21)
  return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
}

/** What an SVG may hold none of, though a browser that shows it as a picture runs and fetches nothing: it may be opened by itself one day. */
const active: [RegExp, string][] = [
  [/<!(DOCTYPE|ENTITY)/i, 'DOCTYPE'], [/<\?(?!xml\s)/i, 'processing instruction'], [/<\s*([\w-]+:)?(script|foreignObject|iframe|embed|object|audio|video|handler|listener|set|animate\w*)\b/i, 'active element'],
  [/[\s/"']on[a-z]+\s*=/i, 'event handler'], [/\bhref\s*=\s*(?!\s*["']?\s*(#|data:image\/(png|jpeg|webp);base64,))/i, 'link outside'], [/url\(\s*(?!["']?\s*#)/i, 'link outside'], [/@import/i, 'link outside'],
]

function readSvg(bytes: Buffer): PictureRead | undefined {
  const text = bytes.toString('utf8')
  if (text.includes('\u0000') || !/^\uFEFF?\s*(<\?xml\s[^>]*\?>\s*)?(<!--[^]*?-->\s*|<!DOCTYPE[^]*?>\s*)*<svg[\s>]/.test(text)) return undefined
  const found = active.find(([pattern]) => pattern.test(text))
  return found ? { ok: false, why: 'active', what: found[1] } : { ok: true, type: 'image/svg+xml' }
}

/** What a picture is, by its content alone; or why it is refused (AB-16). */
export function readPicture(bytes: Buffer): PictureRead {
  if (bytes.length > pictureLimits.bytes) return { ok: false, why: 'large' }
  const png = pngSize(bytes)
  const size = png ?? webpSize(bytes)
  if (!size) return readSvg(bytes) ?? { ok: false, why: 'kind' }
  const fits = size.width > 0 && size.height > 0 && Math.max(size.width, size.height) <= pictureLimits.side
  return fits ? { ok: true, type: png ? 'image/png' : 'image/webp' } : { ok: false, why: 'huge', what: `${size.width} × ${size.height}` }
}

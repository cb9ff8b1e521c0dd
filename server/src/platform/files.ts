import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** A file as it is known once stored. */
export interface StoredFile {
  /** SHA-256 of the content, 64 hexadecimal digits: also its name. */
  readonly hash: string
  /** Bytes. */
  readonly size: number
}

/** Files kept under their content's hash, in the data folder: raw mails and attachments. Nothing is ever changed in place. */
export interface Files {
  /** Stores bytes or a stream; returns once they are on disk (file and folder synced). Storing the same content twice keeps one. */
  put(content: Uint8Array | Readable): Promise<StoredFile>
  /** The content; rejects with ENOENT when nothing has this hash. */
  read(hash: string): Promise<Buffer>
  /** The content as a stream, for what may be large. */
  stream(hash: string): Readable
  /** Bytes of a stored file, undefined when nothing has this hash. */
  size(hash: string): Promise<number | undefined>
  /** Moves a file out of the others' sight, before it is deleted; false when nothing has this hash. */
  setAside(hash: string): Promise<boolean>
  /** Hashes of what was put aside. */
  listAside(): Promise<string[]>
  /** Puts a file back to its place, and deletes one for ever. */
  giveBack(hash: string): Promise<void>
  deleteAside(hash: string): Promise<void>
}

const sha256 = /^[0-9a-f]{64}$/

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** The files of a data folder, under `<dataFolder>/files`. */
export function createFiles(dataFolder: string): Files {
  const root = join(dataFolder, 'files')
  const pathOf = (hash: string) => {
    if (!sha256.test(hash)) throw new TypeError('not the hash of a file')
    return join(root, hash.slice(0, 2), hash)
  }

  const made = new Map<string, Promise<void>>()

  /** A folder below the root, there to stay: made and synced once, however many files come after. */
  function folderFor(name: string): Promise<void> {
    const known = made.get(name)
    if (known) return known
    const making = mkdir(join(root, name), { recursive: true, mode: 0o700 }).then(() => syncFolder(root))
    made.set(name, making)
    making.catch(() => made.delete(name))
    return making
  }

  async function writeTemporary(content: Uint8Array | Readable) {
    const folder = join(root, 'incoming')
    await folderFor('incoming')
    const path = join(folder, randomBytes(12).toString('hex'))
    const handle = await open(path, 'wx', 0o600)
    const digest = createHash('sha256')
    let size = 0
    try {
      for await (const chunk of content instanceof Uint8Array ? [content] : content) {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array)
        digest.update(bytes)
        size += bytes.byteLength
        await handle.writeFile(bytes)
      }
      await handle.sync()
    } catch (error) {
      await handle.close()
      await unlink(path).catch(() => undefined)
      throw error
    }
    await handle.close()
    return { path, hash: digest.digest('hex'), size }
  }

  const asideOf = (hash: string) => {
    if (!sha256.test(hash)) throw new TypeError('not the hash of a file')
    return join(root, 'aside', hash)
  }
  const absent = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return false
  }

  return {
    async put(content) {
      const { path, hash, size } = await writeTemporary(content)
      const kept = pathOf(hash)
      await folderFor(hash.slice(0, 2))
      await rename(path, kept)
      await syncFolder(dirname(kept))
      return { hash, size }
    },
    read: async (hash) => readFile(pathOf(hash)),
    stream: (hash) => createReadStream(pathOf(hash)),
    size: async (hash) =>
      stat(pathOf(hash)).then(
        (found) => found.size,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return undefined
          throw error
        },
      ),
    async setAside(hash) {
      await folderFor('aside')
      return rename(pathOf(hash), asideOf(hash)).then(() => true, absent)
    },
    listAside: async () => (await readdir(join(root, 'aside')).catch((error: NodeJS.ErrnoException) => (absent(error), []))).filter((name) => sha256.test(name)),
    async giveBack(hash) {
      await folderFor(hash.slice(0, 2))
      await rename(asideOf(hash), pathOf(hash)).catch(absent)
    },
    deleteAside: async (hash) => void (await unlink(asideOf(hash)).catch(absent)),
  }
}

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Whether whoever took the lock is gone: its process ended, or it never came to write its number. */
function stale(folder) {
  try {
    return !alive(Number(readFileSync(join(folder, 'pid'), 'utf8')))
  } catch {
    try {
      return Date.now() - statSync(folder).mtimeMs > 10_000
    } catch {
      return false
    }
  }
}

/**
 * Runs `work` while holding the folder `folder` as a lock between processes. Whoever waits calls `waiting` once;
 * the lock of a dead process is taken over.
 */
export async function withLock(folder, waiting, work) {
  for (let told = false; ; ) {
    try {
      mkdirSync(folder)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (stale(folder)) {
      rmSync(folder, { recursive: true, force: true })
      continue
    }
    if (!told) waiting()
    told = true
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  try {
    writeFileSync(join(folder, 'pid'), String(process.pid))
    return await work()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

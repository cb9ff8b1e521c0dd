import { compile } from '@guichet/policy/compile'
import type { Finding, Lang } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import { exit, print, type Io } from './io.ts'
import { readSource } from './source.ts'

export interface CheckedFile { file: string; text: string; policy: Policy | null; findings: Finding[] }

/** A policy read and compiled, or the exit code after one sentence on standard error when there is nothing to read. */
export async function openPolicy(file: string, io: Io, lang: Lang): Promise<CheckedFile | number> {
  const source = await readSource(file, io)
  if (source.problem) {
    await print(io.stderr, source.problem[lang] ?? '')
    return exit.badUse
  }
  const shown = file === '-' ? '<stdin>' : file
  const { policy, findings } = compile([{ file: shown, text: source.text }])
  return { file: shown, text: source.text, policy, findings }
}

/** A policy that has no error, or the exit code after its errors were told on standard error. */
export async function openSoundPolicy(file: string, io: Io, lang: Lang): Promise<(CheckedFile & { policy: Policy }) | number> {
  const opened = await openPolicy(file, io, lang)
  if (typeof opened === 'number') return opened
  const { policy } = opened
  if (policy) return { ...opened, policy }
  for (const finding of opened.findings) {
    if (finding.severity === 'error') await print(io.stderr, `${finding.file}:${finding.line}:${finding.column} ${finding.message[lang]} ${finding.wayOut[lang]}`)
  }
  return exit.failed
}

/** Refuses `-` where standard input carries something else; true when it was refused. */
async function refusesStdin(file: string, io: Io, lang: Lang): Promise<boolean> {
  if (file !== '-') return false
  await print(io.stderr, lang === 'fr'
    ? 'Ici l’entrée standard porte les demandes : donnez le chemin de la politique.'
    : 'Standard input carries the requests here: give the path of the policy.')
  return true
}

/** The policy of a command that reads lines from standard input, or the exit code after saying what is wrong. */
export async function openPolicyBesideLines(file: string, io: Io, lang: Lang): ReturnType<typeof openSoundPolicy> {
  return (await refusesStdin(file, io, lang)) ? exit.badUse : openSoundPolicy(file, io, lang)
}

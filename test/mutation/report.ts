/** The figures of a run, by folder of the engine. */

interface Mutant { id: string; status: string }
type Files = Record<string, { mutants: Mutant[] }>

const seen = ['Killed', 'Timeout']
const counted = [...seen, 'Survived', 'NoCoverage', 'RuntimeError']

/** A line for each folder, then one for all; `refused` are survivors that do not compile. */
export function summary(files: Files, refused: ReadonlySet<string>): string {
  const folders = Map.groupBy(Object.entries(files), ([file]) => folderOf(file))
  const rows = [...folders].toSorted(([one], [other]) => one.localeCompare(other)).map(([folder, entries]) => row(folder, entries.flatMap(([, { mutants }]) => mutants), refused))
  const all = Object.values(files).flatMap(({ mutants }) => mutants)
  return ['| folder | mutants | killed | timeout | survived | untouched | seen | refused by tsc |', '|---|--:|--:|--:|--:|--:|--:|--:|', ...rows, row('**all**', all, refused), '', told(all, refused)].join('\n')
}

function row(name: string, mutants: readonly Mutant[], refused: ReadonlySet<string>): string {
  const of = (...statuses: string[]): number => mutants.filter(({ status }) => statuses.includes(status)).length
  const cells = [of(...counted), of('Killed'), of('Timeout'), of('Survived', 'RuntimeError'), of('NoCoverage'), percent(of(...seen), of(...counted)), mutants.filter(({ id }) => refused.has(id)).length]
  return `| ${name} | ${cells.join(' | ')} |`
}

function told(mutants: readonly Mutant[], refused: ReadonlySet<string>): string {
  const tried = mutants.filter(({ status }) => counted.includes(status))
  const killed = tried.filter(({ status }) => seen.includes(status)).length
  const [least, most] = interval(killed, tried.length)
  const valid = tried.length - tried.filter(({ id }) => refused.has(id)).length
  return `Tests see ${killed} of ${tried.length} mutants: ${percent(killed, tried.length)} (95 %: ${least} to ${most}). The compiler refuses ${tried.length - valid} of the others; without them: ${killed} of ${valid}, ${percent(killed, valid)}.`
}

/** Wilson's interval for a share seen in a sample. */
function interval(count: number, of: number): [string, string] {
  if (of === 0) return ['0 %', '100 %']
  const z = 1.96
  const share = count / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return [percent(middle - half, 1), percent(middle + half, 1)]
}

function percent(count: number, of: number): string {
  return `${((100 * count) / Math.max(1, of)).toFixed(1)} %`
}

function folderOf(file: string): string {
  const [folder, ...rest] = file.replace('packages/policy/src/', '').split('/')
  return rest.length > 0 ? folder! : '(top)'
}

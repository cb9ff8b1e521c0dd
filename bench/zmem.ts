import { startDesk } from './start/process.ts'
import { family, proportionalMegabytes } from './desk/processes.ts'
import { readFileSync } from 'node:fs'
const d = await startDesk(process.argv[2]!)
for (const s of [8, 6]) { await new Promise((r) => setTimeout(r, s * 1000)); const pids = await family(d.pid); const m = await Promise.all(pids.map(proportionalMegabytes)); console.log(s, Math.round(m[0]!), Math.round(m.slice(1).reduce((a, b) => a! + b!, 0)!), pids.length, readFileSync(`/proc/${d.pid}/smaps_rollup`, 'utf8').match(/Pss_Anon.*|Pss_File.*/g)?.join(' ')) }
await d.stop(); process.exit()

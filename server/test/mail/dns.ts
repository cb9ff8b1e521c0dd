import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'

/** What a zone holds: by name, by kind of record; `mute`: a name that is never answered for. */
export type Zone = Readonly<Record<string, { readonly A?: readonly string[]; readonly MX?: readonly (readonly [priority: number, exchange: string])[]; readonly TXT?: readonly string[] } | 'mute'>>

const kinds = { A: 1, MX: 15, TXT: 16 } as const

const nameBytes = (name: string): Buffer =>
  Buffer.concat([...name.split('.').filter(Boolean).map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])), Buffer.from([0])])

/** Name and kind of the question in a query (RFC 1035, 4.1), and where it ends. */
function questionIn(query: Buffer): { name: string; kind: number; end: number } {
  const labels: string[] = []
  let at = 12
  while (query[at]! > 0) {
    labels.push(query.subarray(at + 1, at + 1 + query[at]!).toString())
    at += 1 + query[at]!
  }
  return { name: labels.join('.').toLowerCase(), kind: query.readUInt16BE(at + 1), end: at + 5 }
}

const text = (words: string): Buffer => Buffer.concat((words.match(/.{1,255}/g) ?? ['']).map((part) => Buffer.concat([Buffer.from([part.length]), Buffer.from(part)])))

function recordsOf(held: Exclude<Zone[string], 'mute'>, kind: number): Buffer[] {
  if (kind === kinds.A) return (held.A ?? []).map((address) => Buffer.from(address.split('.').map(Number)))
  if (kind === kinds.TXT) return (held.TXT ?? []).map(text)
  if (kind !== kinds.MX) return []
  return (held.MX ?? []).map(([priority, exchange]) => Buffer.concat([Buffer.from([priority >> 8, priority & 255]), nameBytes(exchange)]))
}

/** A real DNS server of the loopback, for one zone; gives `127.0.0.1:port`, as a resolver takes it. */
export async function openDns(zone: Zone): Promise<{ readonly server: string; close(): void }> {
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, kind, end } = questionIn(query)
    const held = zone[name]
    if (held === 'mute') return
    const rows = held === undefined ? [] : recordsOf(held, kind)
    const head = Buffer.alloc(12)
    query.copy(head, 0, 0, 2)
    // An answer to what was asked, by who knows; 3: there is no such name.
    head.writeUInt16BE(0x8580 | (held === undefined ? 3 : 0), 2)
    head.writeUInt16BE(1, 4)
    head.writeUInt16BE(rows.length, 6)
    const answers = rows.map((data) => {
      const fixed = Buffer.from([0xc0, 12, kind >> 8, kind & 255, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 255])
      return Buffer.concat([fixed, data])
    })
    socket.send(Buffer.concat([head, query.subarray(12, end), ...answers]), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return { server: `127.0.0.1:${(socket.address() as AddressInfo).port}`, close: () => socket.close() }
}

/** Every address is at a host that the policy declares (SEED-15). */
import { hostOf } from '../read/contact.ts'
import type { Context } from '../read/context.ts'
import { nearest } from '../read/nearest.ts'

/** Finds addresses outside the hosts that the policy calls its own. */
export function checkHosts(ctx: Context): void {
  const hosts = ctx.hosts.map(({ host }) => host)
  const known = (host: string): boolean => hosts.some((one) => host === one || host.endsWith(`.${one}`))
  const addresses = [...ctx.addresses.values()].map((address) => ({ value: address.value, place: ctx.places.get(`address ${address.name}`)!, clause: address.clause }))
  const figures = [...ctx.figures.values()].flatMap((figure) => (figure.form === 'url' || figure.form === 'mail' ? [{ value: figure.value, place: ctx.places.get(`figure ${figure.name}`)!, clause: figure.clause }] : []))
  for (const { value, place, clause } of [...addresses, ...figures]) {
    const host = hostOf(value)
    if (host !== null && !known(host)) ctx.findings.add('host-unknown', place, { host, value, near: nearest(host, hosts) }, clause)
  }
}

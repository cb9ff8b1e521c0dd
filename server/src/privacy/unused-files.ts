import { sql } from 'kysely'
import { listProviders } from '#people/people.ts'
import type { World } from '#server/tables.ts'

/**
 * Which of these files some provider still refers to. Files are shared by content, so that this goes through all providers, one by
 * one: what one erases may be another's.
 */
async function stillUsed(world: World, hashes: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>()
  const list = [...hashes]
  for (const { id } of await listProviders(world)) {
    const { rows } = await sql<{ hash: string }>`
      select sha256 as hash from attachments where provider_id = ${id} and sha256 = any(${list})
      union select html_file from messages where provider_id = ${id} and html_file = any(${list})
      union select raw_sha256 from requests where provider_id = ${id} and raw_sha256 = any(${list})
      union select sha256 from uploads where provider_id = ${id} and sha256 = any(${list})
      union select file_sha256 from person_requests where provider_id = ${id} and file_sha256 = any(${list})
      union select file ->> 'sha256' from requests r, jsonb_array_elements(case when jsonb_typeof(r.incoming -> 'attachments') = 'array' then r.incoming -> 'attachments' else '[]' end) file
        where r.provider_id = ${id} and r.state not in ('ticket', 'reply', 'third_party') and file ->> 'sha256' = any(${list})
      union select incoming ->> 'htmlFile' from requests r where r.provider_id = ${id} and r.state not in ('ticket', 'reply', 'third_party') and incoming ->> 'htmlFile' = any(${list})
      union select file ->> 'sha256' from outbox o, jsonb_array_elements(case when jsonb_typeof(o.mail #> '{letter,content,attachments}') = 'array' then o.mail #> '{letter,content,attachments}' else '[]' end) file
        where o.provider_id = ${id} and o.state in ('pending', 'sending') and file ->> 'sha256' = any(${list})`.execute(world.database.db)
    for (const { hash } of rows) used.add(hash)
  }
  return used
}

/**
 * Puts aside the files among these that nobody refers to any more. They are deleted by the next `deleteSetAside`: somebody may have
 * stored the same content a moment ago, and not written yet that it is theirs.
 */
export async function setAsideUnused(world: World, hashes: readonly string[]): Promise<number> {
  const all = [...new Set(hashes)]
  let gone = 0
  for (let from = 0; from < all.length; from += 500) {
    const some = all.slice(from, from + 500)
    const used = await stillUsed(world, some)
    for (const hash of some) if (!used.has(hash) && (await world.files.setAside(hash))) gone += 1
  }
  return gone
}

/** Deletes what was put aside, but gives back what somebody refers to after all. */
export async function deleteSetAside(world: World): Promise<number> {
  const aside = await world.files.listAside()
  if (aside.length === 0) return 0
  const used = await stillUsed(world, aside)
  for (const hash of aside) await (used.has(hash) ? world.files.giveBack(hash) : world.files.deleteAside(hash))
  return aside.length - used.size
}

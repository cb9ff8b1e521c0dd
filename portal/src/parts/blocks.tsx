import type { PublishedBlock, PublishedLine } from '@guichet/policy'
import { WeekRibbon } from '#ui/ribbon/week-ribbon.tsx'
import type { Frame } from '../frame.tsx'

/** What a policy shows beside its clauses: tables, lists, weeks. `title`: the section's, that a caption need not repeat. */
export function Blocks({ frame, blocks, title }: { frame: Frame; blocks: readonly PublishedBlock[]; title: string }) {
  return blocks.map((block, i) => <OneBlock key={`${block.is}-${i}`} frame={frame} block={block} title={title} />)
}

function OneBlock({ frame, block, title }: { frame: Frame; block: PublishedBlock; title: string }) {
  switch (block.is) {
    case 'heading': return <h3 id={block.id}>{block.text}</h3>
    case 'text': return block.lines.map((line) => <p key={textOf(line)} className="quiet"><Line line={line} /></p>)
    case 'week': return <WeekRibbon name={block.caption} days={block.days.map(({ spans }) => ({ stretches: spans.map((span) => ({ ...span, kind: 'open' as const })) }))} lang={frame.lang} />
    case 'table': return <Table block={block} title={title} />
    case 'list': {
      const items = block.items.map(({ id, cell }) => <li key={id ?? cell.map(textOf).join()} id={id}><Lines cell={cell} /></li>)
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
  }
}

function Table({ block: { id, caption, heads, rows }, title }: { block: Extract<PublishedBlock, { is: 'table' }>; title: string }) {
  return (
    <table className="folding" id={id}>
      <caption className={caption === title ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
      <tbody>
        {rows.map(({ id: row, cells: [first = [], ...rest] }) => (
          <tr key={row ?? first.map(textOf).join()} id={row}>
            <th scope="row"><Lines cell={first} /></th>
            {rest.map((cell, i) => <td key={heads[i + 1]} data-label={heads[i + 1]}><Lines cell={cell} /></td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Lines({ cell }: { cell: readonly PublishedLine[] }) {
  return cell.map((line) => <p key={textOf(line)}><Line line={line} /></p>)
}

function Line({ line }: { line: PublishedLine }) {
  return line.map(({ text, href, quiet, strong }, i) => {
    const told = strong ? <strong>{text}</strong> : text
    const linked = href === undefined ? told : <a href={href}>{told}</a>
    // A line never changes after it was made: the place of a run in it is its name.
    return quiet ? <span key={`${i}-${text}`} className="quiet">{linked}</span> : <span key={`${i}-${text}`}>{linked}</span>
  })
}

function textOf(line: PublishedLine): string {
  return line.map(({ text }) => text).join('')
}

import type { TimeLeft } from './time-left.ts'

const shapes: Record<TimeLeft['tone'], string> = {
  late: 'M6 1 11 10.5H1Z',
  near: 'M6 .5 11.5 6 6 11.5.5 6Z',
  calm: '',
  still: 'M2 1.5h3v9H2zM7 1.5h3v9H7z',
  done: 'M1 6.5 4.5 10 11 2.5',
  none: '',
}

/** The time that is left, with the shape of its tone: a triangle is late, a diamond near, bars stand still, a tick is done. */
export function TimeLeftMark({ left }: { left: TimeLeft }) {
  return (
    <span className={`time-left time-${left.tone}`} title={left.full}>
      {shapes[left.tone] !== '' && (
        <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true" focusable="false"><path d={shapes[left.tone]} /></svg>
      )}
      <span aria-hidden="true">{left.short}</span>
      <span className="visually-hidden">{left.full}</span>
    </span>
  )
}

import type { Instant } from '@guichet/policy'
import { layOut, place, type Stretch } from './scale.ts'

/** The ribbon of a line in a list: the same drawing without words; the words stand beside it as text. */
export function SmallRibbon({ from, to, stretches, now, late = false }: { from: Instant; to: Instant; stretches: readonly Stretch[]; now: Instant; late?: boolean }) {
  return (
    <svg className={late ? 'ribbon ribbon-small ribbon-late' : 'ribbon ribbon-small'} width="100%" height="14" aria-hidden="true" focusable="false">
      <rect className="ribbon-ground" x="0" y="4" width="100%" height="6" />
      {layOut(stretches, from, to, now).map((stretch) => (
        <rect key={`${stretch.from}-${stretch.kind}`} className={`ribbon-${stretch.kind}`} x={`${stretch.x}%`} y="4" width={`${stretch.width}%`} height="6" />
      ))}
      {now >= from && now <= to && <line className="ribbon-now-line" x1={`${place(now, from, to)}%`} x2={`${place(now, from, to)}%`} y1="1" y2="13" />}
    </svg>
  )
}

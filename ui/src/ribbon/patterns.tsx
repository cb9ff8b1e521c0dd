/** The textures of the ribbon, to stand once in a page before the first ribbon: closed hatched, holidays dotted, pauses striped. */
export function RibbonPatterns() {
  return (
    <svg className="ribbon-patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="ribbon-closed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" className="ribbon-hatch" />
        </pattern>
        <pattern id="ribbon-holiday" width="6" height="6" patternUnits="userSpaceOnUse">
          <circle cx="1.5" cy="1.5" r="1" className="ribbon-dot" />
          <circle cx="4.5" cy="4.5" r="1" className="ribbon-dot" />
        </pattern>
        <pattern id="ribbon-paused" width="5" height="6" patternUnits="userSpaceOnUse">
          <rect width="2.5" height="6" className="ribbon-stripe" />
        </pattern>
      </defs>
    </svg>
  )
}

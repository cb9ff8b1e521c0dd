/**
 * Runs in the page, before anything else: notes for each key how long it is until the ticket that it opens is painted. The number in
 * the head tells which ticket stands there; two frames later it has been painted.
 */
export function watchOpenings(): void {
  const opens: { ms: number; number: string }[] = []
  Object.assign(globalThis, { opens })
  let pressed = 0
  let shown = ''
  const press = (event: Event) => {
    pressed = event.timeStamp
  }
  for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, press, { capture: true })
  const look = () => {
    const number = document.querySelector('.head-number')?.textContent ?? ''
    if (number === shown) return
    shown = number
    if (number === '' || pressed === 0) return
    const from = pressed
    pressed = 0
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // A message posted in a frame is heard after that frame has been painted.
      port1.onmessage = () => opens.push({ ms: performance.now() - from, number })
      port2.postMessage(undefined)
    })
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
}

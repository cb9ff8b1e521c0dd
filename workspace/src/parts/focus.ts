/**
 * Moves the focus to an element once an act is over, unless the person has gone somewhere else meanwhile: what they type then belongs there.
 * `within`: what they were in when they began the act.
 */
export function focusAfter(element: HTMLElement | null | undefined, within: Element | null | undefined): void {
  const here = document.activeElement
  if (here !== null && here !== document.body && !within?.contains(here)) return
  element?.focus({ preventScroll: true })
}

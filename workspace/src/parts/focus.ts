/** Whether the person is at something else than `within`, what they were in when they began an act: what they type then belongs there. */
export function isElsewhere(within: Element | null | undefined): boolean {
  const here = document.activeElement
  return here !== null && here !== document.body && !within?.contains(here)
}

/**
 * Moves the focus to an element once an act is over, unless the person has gone somewhere else meanwhile.
 * `within`: what they were in when they began the act.
 */
export function focusAfter(element: HTMLElement | null | undefined, within: Element | null | undefined): void {
  if (!isElsewhere(within)) element?.focus({ preventScroll: true })
}

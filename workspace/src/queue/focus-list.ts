/** Puts the focus back into the list, where the keys walk. */
export function focusList(): void {
  document.getElementById(focusList.id)?.focus({ preventScroll: true })
}
focusList.id = 'queue-rows'

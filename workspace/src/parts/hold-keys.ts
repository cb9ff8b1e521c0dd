/** Fields that take letters; into others nothing is put. */
const texts = 'input:not([type="checkbox"],[type="radio"],[type="button"],[type="submit"],[type="file"],[type="range"],[type="color"]), textarea'

/** Frames for which what has come is given time to take the focus. */
const patience = 15

function putInto(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const proto = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  // The page hears of a value only when it is set as the browser would.
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(field, field.value + text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** As the key itself would have it: a list chooses, a line is sent. */
function pressEnter(field: HTMLInputElement): void {
  const heard = !field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  if (!heard) field.form?.requestSubmit()
}

/** Words go in at once; the end of a line a frame later, when the page has heard of them. What was typed after it was meant for what comes next. */
function handOver(field: HTMLInputElement | HTMLTextAreaElement, held: string): void {
  if (field instanceof HTMLTextAreaElement) return putInto(field, held)
  const [line = ''] = held.split('\n')
  if (line !== '') putInto(field, line)
  if (held.length > line.length) requestAnimationFrame(() => pressEnter(field))
}

/**
 * Holds what is typed from now on, for something that was asked for by a key and is on its way: letters are no other commands
 * meanwhile. Gives the end of it: they are then put into the field that has taken the focus, if one has. Escape lets them go, and what
 * was asked for.
 */
export function holdKeys(escape?: () => void): () => void {
  const before = document.activeElement
  let held = ''
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // Whoever writes in a field meanwhile goes on writing there.
    if (event.target instanceof Element && event.target.closest(`${texts}, select, [contenteditable="true"]`) !== null && event.target === before) return
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.key === 'Escape') {
      held = ''
      if (!escape) return
      end()
      escape()
    }
    else if (event.key === 'Backspace') held = held.slice(0, -1)
    else if (event.key === 'Enter') held += '\n'
    else if (event.key.length === 1) held += event.key
  }
  const end = () => document.removeEventListener('keydown', press, { capture: true })
  document.addEventListener('keydown', press, { capture: true })
  let frames = 0
  const hand = () => {
    const field = document.activeElement
    const taken = field !== before && field !== document.body && field !== null
    frames += 1
    if (!taken && frames < patience) return void requestAnimationFrame(hand)
    end()
    if (held !== '' && taken && (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.matches(texts)) handOver(field, held)
  }
  return () => requestAnimationFrame(hand)
}

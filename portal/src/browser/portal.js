// What a page gains with JavaScript; without it everything works the same.

// A page that says "recorded" ends the draft that was sent; a lost connection does not.
if (document.querySelector('[data-sent]') !== null) localStorage.removeItem(sessionStorage.getItem('sending') ?? '')

// Words typed in a form outlive a closed page or a lost connection, until they are sent.
for (const form of document.querySelectorAll('form[data-drafts]')) {
  const place = `draft:${location.pathname}:${form.dataset.drafts}`
  let kept = {}
  try { kept = JSON.parse(localStorage.getItem(place) ?? '{}') } catch { kept = {} }
  for (const field of form.querySelectorAll('[data-draft]')) {
    if (field.value === '' && typeof kept[field.dataset.draft] === 'string') field.value = kept[field.dataset.draft]
    // Of who is signed in, the server keeps the draft: nothing of theirs stays in a browser that others use.
    if (form.dataset.saves === undefined) field.addEventListener('input', () => {
      kept[field.dataset.draft] = field.value
      try { localStorage.setItem(place, JSON.stringify(kept)) } catch { /* A full or forbidden storage loses the draft only. */ }
    })
  }
  form.addEventListener('submit', () => sessionStorage.setItem('sending', place))
}
// Whoever leaves takes their words along.
for (const form of document.querySelectorAll('form[action$="/sign-out"]')) {
  form.addEventListener('submit', () => { for (const key of Object.keys(localStorage)) if (key.startsWith('draft:')) localStorage.removeItem(key) })
}

// A second click sends nothing twice. The button is disabled after the form was read, so that its own action is kept.
document.addEventListener('submit', (event) => {
  const button = event.submitter
  if (button?.hasAttribute('data-once')) setTimeout(() => { button.disabled = true }, 0)
})
window.addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('[data-once]')) button.disabled = false
})

document.getElementById('problems')?.focus()

// A menu left open closes like any other: by Escape, which gives the focus back, or by a click elsewhere.
for (const menu of document.querySelectorAll('[data-closes]')) {
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.querySelector('summary').focus()
  })
  document.addEventListener('click', (event) => { if (!menu.contains(event.target)) menu.open = false })
}

// What asking and replying gain with JavaScript: drafts kept while typing, what is known shown beside, files with progress.
// Without it the same pages do the same with plain forms.

const later = (wait, work) => {
  let timer
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => work(...given), wait) }
}
const controls = (form) => {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
  return fields
}

// Words are kept on the server, so that they outlive this browser. What a visitor had typed before signing in came with the page.
for (const form of document.querySelectorAll('form[data-saves]')) {
  const state = form.querySelector('[data-draft-state]')
  let saved = controls(form).toString()
  const save = async (keepalive) => {
    const fields = controls(form).toString()
    if (fields === saved || (form.dataset.sent && !keepalive)) return
    try {
      const answer = await fetch(form.dataset.saves, { method: 'POST', body: new URLSearchParams(fields), keepalive })
      if (!answer.ok) return
      saved = fields
      if (state && !state.textContent) state.textContent = form.dataset.saved
    } catch { /* The local copy and the page still have it. */ }
  }
  form.addEventListener('input', later(1500, () => save(false)))
  addEventListener('pagehide', () => { if (!form.dataset.sent) save(true) })
  form.addEventListener('submit', () => { form.dataset.sent = 'yes' })
}

// Known requests and clauses, beside what is being written.
const beside = document.getElementById('known-beside')
const letter = document.querySelector('form[data-drafts="ask"]')
if (beside && letter) {
  let shown = ''
  letter.addEventListener('input', later(600, async (event) => {
    if (!['subject', 'description'].includes(event.target.name)) return
    const asked = new URLSearchParams()
    for (const [name, value] of controls(letter)) if (name.startsWith('f.') || ['channel', 'serviceId', 'subject', 'description'].includes(name)) asked.set(name, value.slice(0, 400))
    if (asked.toString() === shown) return
    shown = asked.toString()
    try {
      const answer = await fetch(`${beside.dataset.from}?${asked}`)
      if (answer.ok && asked.toString() === shown) beside.innerHTML = await answer.text()
    } catch { /* It stays as it is. */ }
  }))
}

// Whoever says that it is enough is done with the letter and its draft.
document.addEventListener('submit', ({ target }) => {
  if (!letter || !target.matches('.enough')) return
  letter.dataset.sent = 'yes'
  target.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'letter', value: letter.elements.key.value }))
})

// How a time is read, told while it is typed.
for (const place of document.querySelectorAll('[data-live="time"]')) {
  const field = place.parentElement.querySelector('input[type="text"]')
  field?.addEventListener('input', later(500, async () => {
    try {
      const answer = await fetch(`${location.pathname.replace(/\/ask.*/, '/ask/time')}?${new URLSearchParams({ [field.name]: field.value })}`)
      if (answer.ok) place.innerHTML = await answer.text()
    } catch { /* It is told before sending. */ }
  }))
}

// Files go one by one, before the form: several at once, dropped or pasted, each with its progress; unticking takes one back.
for (const box of document.querySelectorAll('[data-files]')) {
  const { files: to, max, bytes, capture, added, removed, sending, failed, many, large } = box.dataset
  const form = box.closest('form')
  const input = box.querySelector('input[type="file"]')
  const kept = box.querySelector('.kept')
  const list = kept.querySelector('ul')
  const status = box.querySelector('[role="status"]')
  const say = (text, name = '') => { status.textContent = text.replace('%', name) }
  box.querySelector('.drop-hint').hidden = false

  // A form that is sent while a file is still on its way waits for it.
  let coming = 0
  let waiting
  form.addEventListener('submit', (event) => {
    if (coming === 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
    waiting = event.submitter ?? form.querySelector('[type="submit"]')
  }, true)
  const arrived = () => { if (--coming === 0 && waiting) form.requestSubmit(waiting) }

  const add = (file, name = file.name) => {
    if (list.children.length >= Number(max)) return say(many)
    if (file.size > Number(bytes)) return say(large, name)
    const line = document.createElement('li')
    const bar = document.createElement('progress')
    bar.max = 1
    bar.value = 0
    bar.setAttribute('aria-label', sending.replace('%', name))
    line.append(`${name} `, bar)
    list.append(line)
    kept.hidden = false
    const body = new FormData()
    body.append('key', form.elements.key.value)
    body.append('files', file, name)
    const request = new XMLHttpRequest()
    request.upload.onprogress = (event) => { bar.value = event.loaded / event.total }
    request.onloadend = arrived
    request.onload = () => {
      if (request.status !== 200) return fail()
      const got = JSON.parse(request.responseText)
      const label = document.createElement('label')
      const tick = Object.assign(document.createElement('input'), { type: 'checkbox', name: 'kept', value: got.token, checked: true })
      label.append(tick, ` ${got.name}, ${got.size}`)
      line.replaceChildren(label)
      say(added, got.name)
      form.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const fail = () => { waiting = undefined; line.remove(); kept.hidden = list.children.length === 0; say(failed, name) }
    request.onerror = fail
    coming++
    request.open('POST', to)
    request.send(body)
  }

  input.addEventListener('change', () => { for (const file of input.files) add(file); input.value = '' })
  list.addEventListener('change', ({ target }) => say(target.checked ? added : removed, target.parentElement.textContent.trim().replace(/, [^,]*$/, '')))
  form.addEventListener('dragover', (event) => { if (event.dataTransfer.types.includes('Files')) { event.preventDefault(); box.classList.add('dropping') } })
  form.addEventListener('dragleave', () => box.classList.remove('dropping'))
  form.addEventListener('drop', (event) => {
    box.classList.remove('dropping')
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    for (const file of event.dataTransfer.files) add(file)
  })
  form.addEventListener('paste', (event) => {
    const images = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'))
    if (images.length === 0) return
    event.preventDefault()
    for (const image of images) add(image, `${capture}-${list.children.length + 1}.${image.type.split('/')[1].replace('jpeg', 'jpg').replace(/\W.*/, '')}`)
  })
}

// Makes or uses a passkey, then sends its answer as an ordinary form: the server draws the page that follows.
const able = typeof PublicKeyCredential === 'function' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'
for (const note of document.querySelectorAll('[data-needs-script]')) note.hidden = true
for (const note of document.querySelectorAll('[data-no-passkey]')) note.hidden = able
for (const form of able ? document.querySelectorAll('form[data-passkey]') : []) {
  form.hidden = false
  form.addEventListener('submit', async (event) => {
    if (form.elements.passkey.value !== '') return
    event.preventDefault()
    const stopped = form.querySelector('[data-stopped]')
    stopped.hidden = true
    const options = JSON.parse(form.dataset.options)
    try {
      const made = form.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      form.elements.passkey.value = JSON.stringify(made)
      form.submit()
    } catch {
      stopped.hidden = false
    }
  })
}

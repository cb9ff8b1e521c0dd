/** The browser's own interface for passkeys, in the JSON form that the server speaks. */

interface ByJson {
  parseCreationOptionsFromJSON?: (options: object) => PublicKeyCredentialCreationOptions
  parseRequestOptionsFromJSON?: (options: object) => PublicKeyCredentialRequestOptions
}

const native = () => (typeof PublicKeyCredential === 'undefined' ? {} : (PublicKeyCredential as unknown as ByJson))

/** Whether this browser can make and use passkeys here. */
export function knowsPasskeys(): boolean {
  const { parseCreationOptionsFromJSON, parseRequestOptionsFromJSON } = native()
  return window.isSecureContext && parseCreationOptionsFromJSON !== undefined && parseRequestOptionsFromJSON !== undefined
}

const asJson = (credential: Credential | null) => (credential as (Credential & { toJSON(): object }) | null)?.toJSON()

/** Makes a passkey; undefined when the person, or the browser, would not. */
export async function makePasskey(options: object): Promise<object | undefined> {
  const publicKey = native().parseCreationOptionsFromJSON?.(options)
  return publicKey && navigator.credentials.create({ publicKey }).then(asJson, () => undefined)
}

/** Uses one; undefined when the person, or the browser, would not. */
export async function usePasskeyHere(options: object): Promise<object | undefined> {
  const publicKey = native().parseRequestOptionsFromJSON?.(options)
  return publicKey && navigator.credentials.get({ publicKey }).then(asJson, () => undefined)
}

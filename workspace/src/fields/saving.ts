let going: Promise<unknown>[] = []

/** Keeps note of a field that is being saved: an act begun meanwhile waits for it. */
export function noteSaving(saving: Promise<unknown>): void {
  going.push(saving)
  const ended = () => {
    going = going.filter((one) => one !== saving)
  }
  void saving.then(ended, ended)
}

/** The fields that are being saved; null when there are none. */
export function fieldsSaving(): Promise<unknown> | null {
  return going.length === 0 ? null : Promise.allSettled(going)
}

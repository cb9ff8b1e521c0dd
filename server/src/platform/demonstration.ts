import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const marker = 'DEMONSTRATION'

const notice = `Ce dossier contient une démonstration de Guichet : rien n’en sort, quels que soient les réglages.
Ne supprimez pas ce fichier : pour un vrai service, commencez avec un dossier vide.

This folder holds a demonstration of Guichet: nothing leaves it, whatever the settings.
Do not delete this file: for a real desk, start with an empty folder.
`

/** Marks a data folder as a demonstration, for ever. Called once, before its first row is written. */
export async function markDemonstration(dataFolder: string): Promise<void> {
  await writeFile(join(dataFolder, marker), notice, { flag: 'a' })
}

/** Whether a data folder is a demonstration: a property of the folder, never a setting that could be forgotten. */
export async function isDemonstration(dataFolder: string): Promise<boolean> {
  return access(join(dataFolder, marker)).then(
    () => true,
    () => false,
  )
}

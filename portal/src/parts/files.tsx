import type { Lang } from '@guichet/policy'
import { askingTexts } from '../texts/areas/asking.ts'
import { textsIn } from '../texts/texts.ts'

export interface FilesView {
  /** At most so many, each at most so large; said before anything is chosen. */
  max: number
  bytes: number
  size: string
  /** Where a script sends each file by itself. */
  sendTo: string
  /** Received with the form before: sent with it unless unticked. */
  kept: readonly { name: string; token: string; size: string }[]
  /** Files that the policy would like to have. */
  wanted?: readonly { label: string; why?: string; required: boolean }[]
  problem?: string
}

/** Files of a form: a plain control that works by itself; a script adds progress, dropping and pasting. */
export function Files({ files, lang }: { files: FilesView; lang: Lang }) {
  const t = textsIn(lang)
  const ours = askingTexts(lang)
  const described = ['f-files-help', ...(files.wanted?.length ? ['f-files-wanted'] : []), ...(files.problem ? ['f-files-problem'] : [])].join(' ')
  return (
    <div className="field files" data-files={files.sendTo} data-max={files.max} data-bytes={files.bytes} data-capture={ours.capture}
      data-added={ours.fileAdded('%')} data-removed={ours.fileRemoved('%')} data-sending={ours.fileSending('%')} data-failed={ours.fileFailed('%')}
      data-many={t.tooManyFiles(files.max)} data-large={t.fileTooLarge('%', files.size)}>
      <label htmlFor="f-files">{t.files} <span className="mark">({files.wanted?.some((one) => one.required) ? t.required : t.optional})</span></label>
      <p className="help" id="f-files-help">{t.filesHelp(files.max, files.size)}</p>
      {files.wanted && files.wanted.length > 0 && (
        <ul className="help" id="f-files-wanted">{files.wanted.map((one) => <li key={one.label}>{one.label}{one.why && <>{t.colon}{one.why}</>}</li>)}</ul>
      )}
      {files.problem && <p className="problem" id="f-files-problem">{files.problem}</p>}
      <input id="f-files" type="file" name="files" multiple aria-describedby={described} aria-invalid={files.problem === undefined ? undefined : true} />
      <p className="help drop-hint" hidden>{ours.filesDrop}</p>
      <fieldset className="kept" hidden={files.kept.length === 0}>
        <legend>{ours.filesListed}</legend>
        <ul>{files.kept.map((file) => <li key={file.token}><label><input type="checkbox" name="kept" value={file.token} defaultChecked /> {ours.fileKept(file.name, file.size)}</label></li>)}</ul>
      </fieldset>
      <p className="help" role="status" />
    </div>
  )
}

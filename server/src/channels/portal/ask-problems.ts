import { textsIn } from '#portal/texts/texts.ts'
import { askingTexts } from '#portal/texts/areas/asking.ts'
import { prefix } from './answers.ts'
import { emailForm, type Weighed } from './ask-judge.ts'
import { serviceControl, unknownService } from './ask-service.ts'
import { unseen } from './instants.ts'
import { fileLimits, type SentForm } from './upload.ts'
import type { Visitor } from './visitor.ts'

/** What is wrong with the files of a form, in words. */
export function filesProblem(sent: SentForm, { lang }: Pick<Visitor, 'lang'>): string | undefined {
  const t = textsIn(lang)
  if (!sent.problem) return undefined
  return sent.problem.is === 'too_many' ? t.tooManyFiles(fileLimits.files) : t.fileTooLarge(sent.problem.name, t.megabytes(fileLimits.fileSize / 1_048_576))
}

/** What is wrong with a letter, by name of its control. */
export function problemsOf({ asked, judged }: Weighed, sent: SentForm): Map<string, string> {
  const { lang, contact } = asked.visitor
  const t = textsIn(lang)
  const wrong = new Map<string, string>()
  const { subject = '', description = '', email = '' } = asked.texts
  if (subject.trim() === '') wrong.set('subject', t.fieldMissing)
  else if (subject.length > 300) wrong.set('subject', t.tooLong)
  if (description.trim() === '') wrong.set('description', t.fieldMissing)
  else if (description.length > 100_000) wrong.set('description', t.tooLong)
  if (!contact && !emailForm.test(email.trim())) wrong.set('email', email.trim() === '' ? t.fieldMissing : t.addressInvalid)
  const files = filesProblem(sent, asked.visitor)
  if (files) wrong.set('files', files)
  if (unknownService(judged, asked)) wrong.set(serviceControl, askingTexts(lang).serviceUnknown)
  askedByPolicy({ asked, judged }, wrong)
  if (wrong.size > 0) return wrong
  // A time is shown as it is read before anything is sent; whoever saw it is not stopped.
  for (const fact of unseen(asked.readings, asked.texts)) wrong.set(prefix + fact, askingTexts(lang).timeCheck)
  return wrong
}

function askedByPolicy({ asked, judged }: Weighed, wrong: Map<string, string>): void {
  if (judged.decision.outcome !== 'ask') return
  const t = textsIn(asked.visitor.lang)
  const said = { missing: t.fieldMissing, invalid: t.fieldInvalid, ambiguous: t.fieldAmbiguous, inexistent: t.fieldInexistent }
  for (const ask of judged.decision.asks.filter(({ ifMissing }) => ifMissing === 'block' || ifMissing === 'ask')) {
    // Of several of which one suffices, the first says so for all.
    const several = ask.facts.length > 1 && ask.problem === 'missing'
    for (const fact of several ? ask.facts.slice(0, 1) : ask.facts) {
      const control = fact === 'description' || fact === 'subject' ? fact : judged.policy.facts.get(fact)?.type === 'file' ? 'files' : prefix + fact
      if (!wrong.has(control)) wrong.set(control, several ? t.oneOf : said[ask.problem])
    }
  }
}

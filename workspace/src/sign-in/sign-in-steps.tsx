import type { Me, SecondAsked } from '@guichet/protocol'
import { useEffect, useState } from 'react'
import { ask } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { sessionBegan } from '../api/session.ts'
import { owesSecond } from '../place.ts'
import { SecondForm } from './second-form.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** The first proof, then the second where one is asked for. */
export function SignInSteps({ email, done }: { email?: string; done: (me: Me) => void }) {
  const [second, setSecond] = useState<SecondAsked | null>(null)
  // Another site gave the first proof, and sent the browser here for the second.
  useEffect(() => {
    if (!owesSecond) return
    void ask<SecondAsked>(paths.second).then((answer) => answer.ok && setSecond(answer.value))
  }, [])

  function go(answer: Me | SecondAsked) {
    if (answer.kind === 'second') return setSecond(answer)
    sessionBegan()
    done(answer)
  }

  if (second) return <SecondForm asked={second} done={go} begin={() => setSecond(null)} />
  return <SignInForm {...(email === undefined ? {} : { email })} done={go} />
}

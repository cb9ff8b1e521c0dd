import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { meQuery, vocabularyQuery } from '../api/queries.ts'
import { useSessionEnded } from '../api/session.ts'
import { Refused } from '../api/client.ts'
import { DeskProvider, type MeAgent } from '../desk.tsx'
import { later } from '../parts/later.tsx'
import { Sayings } from '../parts/say.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { useTexts } from '../preferences.tsx'
import { SignInAgain } from '../sign-in/sign-in-again.tsx'
import { SignInPage } from '../sign-in/sign-in-page.tsx'
import { Shell } from './shell.tsx'

const DoneBar = later(() => import('../ticket/done-bar.tsx').then((module) => module.DoneBar), { quiet: true })
const WelcomePage = later(() => import('../sign-in/welcome-page.tsx').then((module) => module.WelcomePage))
const SetUpPage = later(() => import('../security/security-page.tsx').then((module) => module.SetUpPage))

/** Who is here decides what is shown: nobody signs in, an agent works; a session that ends meanwhile leaves the page as it is. */
export function Root() {
  const t = useTexts()
  const me = useQuery(meQuery)
  const token = useRouterState({ select: ({ location }) => /\/welcome\/([\w-]{20,100})$/.exec(location.pathname)?.[1] })
  const ended = useSessionEnded()
  if (token !== undefined) return <WelcomePage token={token} />
  if (me.data?.kind === 'agent') {
    return (
      <>
        {me.data.owesSecond ? <SettingUp me={me.data} /> : <Working me={me.data} />}
        {ended && <SignInAgain me={me.data} />}
        <Sayings />
        <DoneBar />
      </>
    )
  }
  if (me.isPending) return null
  if (me.data || (me.error instanceof Refused && (me.error.refusal.code === 'not-signed-in' || me.error.refusal.code === 'not-allowed'))) return <SignInPage />
  return <main className="pane pane-alone"><Unreadable what="" error={me.error} retry={() => void me.refetch()} /><p className="quiet">{t.title}</p></main>
}

/** The desk stays shut until a second proof is there; the vocabulary does too. */
function SettingUp({ me }: { me: MeAgent }) {
  return (
    <DeskProvider value={{ me, vocabulary: undefined, zone: me.provider.zone }}>
      <SetUpPage />
    </DeskProvider>
  )
}

function Working({ me }: { me: MeAgent }) {
  const vocabulary = useQuery(vocabularyQuery).data
  return (
    <DeskProvider value={{ me, vocabulary, zone: vocabulary?.zone ?? me.provider.zone }}>
      <Shell><Outlet /></Shell>
    </DeskProvider>
  )
}

import { at, Page, type Frame } from '../frame.tsx'
import { identityTexts } from '../texts/areas/identity.ts'
import { securityTexts } from '../texts/areas/security.ts'
import { Recent, Sessions, type SessionLine, type TraceLine } from '../parts/sessions.tsx'

export interface PasskeyLine { id: string; name: string; meta: string }
export interface SecurityView {
  notice?: string | undefined
  problem?: string | undefined
  /** When the password was chosen; undefined: there is none. */
  password?: string | undefined
  totp?: string | undefined
  passkeys: readonly PasskeyLine[]
  passkeysPossible: boolean
  codesLeft: number
  any: boolean
  sessions: readonly SessionLine[]
  recent: readonly TraceLine[]
  /** Until when a removal of the second factor can be stopped. */
  recovery?: string | undefined
}

/** Everything by which one comes in, and every place where one is in. */
export function SecurityPage({ frame, view }: { frame: Frame; view: SecurityView }) {
  const t = securityTexts(frame.lang)
  return (
    <Page frame={frame} title={t.securityTitle} wide>
      <h1>{t.securityTitle}</h1>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      {view.problem && <div className="problems" role="alert" tabIndex={-1} id="problems"><p>{view.problem}</p></div>}
      {view.recovery && (
        <div className="answer">
          <p>{identityTexts(frame.lang).recoveryUnderWay(view.recovery)}</p>
          <form method="post" action={at(frame, '/security/recovery/stop')}><button className="button" type="submit">{identityTexts(frame.lang).recoveryStop}</button></form>
        </div>
      )}
      <div className="cards">
        <Password frame={frame} view={view} />
        <Passkeys frame={frame} view={view} />
        <Totp frame={frame} view={view} />
        {view.any && <Codes frame={frame} view={view} />}
      </div>
      <Sessions frame={frame} lines={view.sessions} />
      <Recent frame={frame} lines={view.recent} />
    </Page>
  )
}

interface Part { frame: Frame; view: SecurityView }

function Password({ frame, view }: Part) {
  const t = securityTexts(frame.lang)
  return (
    <section className="card" aria-labelledby="password">
      <h2 id="password">{identityTexts(frame.lang).password}</h2>
      <p>{view.password === undefined ? t.passwordNone : t.passwordSince(view.password)}</p>
      <div className="card-foot">
        <a className="button" href={at(frame, '/security/password')}>{view.password === undefined ? t.passwordChoose : t.passwordChange}</a>
        {view.password !== undefined && <Act frame={frame} path="/security/password/remove" label={t.passwordRemove} />}
      </div>
    </section>
  )
}

function Passkeys({ frame, view }: Part) {
  const t = securityTexts(frame.lang)
  return (
    <section className="card" aria-labelledby="passkeys">
      <h2 id="passkeys">{t.passkeys}</h2>
      <p>{identityTexts(frame.lang).passkeyHelp}</p>
      {view.passkeys.length === 0 && <p className="quiet">{t.passkeysNone}</p>}
      {view.passkeys.length > 0 && <ul className="passkeys">{view.passkeys.map((key) => <Key key={key.id} frame={frame} line={key} />)}</ul>}
      {view.passkeysPossible && <div className="card-foot"><a className="button" href={at(frame, '/security/passkeys/new')}>{t.passkeyAdd}</a></div>}
    </section>
  )
}

function Key({ frame, line }: { frame: Frame; line: PasskeyLine }) {
  const t = securityTexts(frame.lang)
  return (
    <li>
      <strong>{line.name}</strong><small>{line.meta}</small>
      <details>
        <summary>{t.passkeyRename}<span className="visually-hidden"> {line.name}</span></summary>
        <form method="post" action={at(frame, `/security/passkeys/${line.id}`)}>
          <label htmlFor={`name-${line.id}`}>{t.passkeyName}</label>
          <input id={`name-${line.id}`} name="name" defaultValue={line.name} required maxLength={60} autoComplete="off" />
          <button className="button button-quiet" type="submit">{t.passkeyRename}</button>
        </form>
      </details>
      <Act frame={frame} path={`/security/passkeys/${line.id}/remove`} label={t.passkeyRemove(line.name)} />
    </li>
  )
}

function Totp({ frame, view }: Part) {
  const t = securityTexts(frame.lang)
  return (
    <section className="card" aria-labelledby="totp">
      <h2 id="totp">{t.totp}</h2>
      <p>{view.totp === undefined ? t.totpNone : t.totpOn(view.totp)}</p>
      <div className="card-foot">
        <a className="button" href={at(frame, '/security/totp')}>{view.totp === undefined ? t.totpSet : t.totpReplace}</a>
        {view.totp !== undefined && <Act frame={frame} path="/security/totp/remove" label={t.totpRemove} />}
      </div>
    </section>
  )
}

function Codes({ frame, view }: Part) {
  const t = securityTexts(frame.lang)
  return (
    <section className="card" aria-labelledby="codes">
      <h2 id="codes">{t.codes}</h2>
      <p>{t.codesWhy} {t.codesLeft(view.codesLeft)}</p>
      <div className="card-foot"><Act frame={frame} path="/security/codes" label={view.codesLeft === 0 ? t.codesMake : t.codesRenew} main /></div>
    </section>
  )
}

function Act({ frame, path, label, main = false }: { frame: Frame; path: string; label: string; main?: boolean }) {
  return <form method="post" action={at(frame, path)}><button className={main ? 'button' : 'link'} type="submit">{label}</button></form>
}

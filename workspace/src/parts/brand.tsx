import type { ReactNode } from 'react'
import { providerHere } from '../provider-here.ts'
import { usePreferences } from '../preferences.tsx'

/** Whose desk it is: logo and name. The logo says nothing to who hears the page: the name stands beside it. */
export function Brand({ children }: { children?: ReactNode }) {
  const { theme } = usePreferences()
  const { logo, darkLogo, name } = providerHere
  return (
    <p className="brand">
      {logo !== undefined && (
        <picture>
          {darkLogo !== undefined && theme !== 'light' && <source srcSet={darkLogo} media={theme === 'dark' ? 'all' : '(prefers-color-scheme: dark)'} />}
          <img className="logo" src={logo} alt="" height="24" />
        </picture>
      )}
      <strong>{name}</strong> {children}
    </p>
  )
}

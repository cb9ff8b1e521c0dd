import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RibbonPatterns } from '#ui/ribbon/patterns.tsx'
import { Refused } from './api/client.ts'
import { PreferencesProvider } from './preferences.tsx'
import { createDeskRouter } from './router.tsx'
import './styles/all.css'

/** What the server refused once it refuses again; only what did not reach it is tried twice. */
const worthAnother = (count: number, error: Error) => count < 2 && error instanceof Refused && (error.refusal.status === 0 || error.refusal.status >= 500)

const client = new QueryClient({ defaultOptions: { queries: { retry: worthAnother, refetchOnWindowFocus: true, gcTime: 90_000 }, mutations: { retry: false } } })
const router = createDeskRouter()

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <PreferencesProvider>
        <RibbonPatterns />
        <RouterProvider router={router} />
      </PreferencesProvider>
    </QueryClientProvider>
  </StrictMode>,
)

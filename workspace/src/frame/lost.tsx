import { Link } from '@tanstack/react-router'
import { useTexts } from '../preferences.tsx'

/** An address where nothing is. */
export function Lost() {
  const t = useTexts()
  return (
    <section className="pane pane-alone">
      <h1>{t.problems['not-found']}</h1>
      <p><Link to="/$view" params={{ view: 'todo' }}>{t.views.todo}</Link></p>
    </section>
  )
}

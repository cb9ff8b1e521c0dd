import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** The HTML of a page, doctype included; no React reaches the reader. */
export function renderPage(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`
}

/** The HTML of a part of a page, for a script that puts it in its place. */
export function renderPart(part: ReactElement): string {
  return renderToStaticMarkup(part)
}

import type { Lang } from '@guichet/policy'
import { noticesTexts } from '../texts/areas/notices.ts'

/** Something that goes on, or soon will, with what a customer has. */
export interface BannerView {
  id: string
  title: string
  titleIn?: Lang
  type: string
  severity: 'information' | 'minor' | 'major'
  /** Where it can be read whole; not by who was not told. */
  href?: string
  services: string
  times?: string
}

/** What is wrong or planned now, above the pages that it concerns (S4-12). */
export function Banners({ banners, lang }: { banners: readonly BannerView[]; lang: Lang }) {
  const t = noticesTexts(lang)
  if (banners.length === 0) return null
  return (
    <section className="banners" aria-label={t.bannerTitle}>
      {banners.map((banner) => (
        <div key={banner.id} className={`current current-${banner.severity}`}>
          <p><strong><span className="current-type">{banner.type}</span> <span lang={banner.titleIn}>{banner.title}</span></strong>{banner.times && <> · {banner.times}</>}</p>
          <p>{banner.services}{banner.href && <> <a href={banner.href}>{t.read}<span className="visually-hidden"> : {banner.title}</span></a></>}</p>
        </div>
      ))}
    </section>
  )
}

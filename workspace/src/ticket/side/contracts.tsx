import type { Customer, TicketPage } from '@guichet/protocol'
import { dateInWords } from '#ui/formats.ts'
import { useDesk } from '../../desk.tsx'
import { factValue, factName } from '../../facts.ts'
import { usePreferences } from '../../preferences.tsx'

/** What the customer bought: the contract of the service first, those that ended last and quiet. */
export function ContractsSide({ contracts, service }: { contracts: Customer['contracts']; service: TicketPage['service'] }) {
  const { t, lang } = usePreferences()
  const { vocabulary } = useDesk()
  const weight = (contract: Customer['contracts'][number]) => (contract.id === service?.contractId ? 0 : contract.inForce ? 1 : 2)
  return (
    <>
      {[...contracts].sort((a, b) => weight(a) - weight(b)).map((contract) => (
        <div key={contract.id} className={contract.inForce ? 'contract' : 'contract contract-over'}>
          <p><strong>{contract.name}</strong></p>
          <p className="quiet">{contract.inForce ? t.ticket.inForce : t.ticket.notInForce}{contract.endsOn !== null && `, ${t.ticket.until(dateInWords(contract.endsOn, lang))}`}</p>
          <dl className="pairs">
            {Object.entries(contract.values).map(([name, value]) => (
              <div key={name}><dt>{factName(vocabulary, name, lang)}</dt><dd>{factValue(vocabulary, name, value, lang, t)}</dd></div>
            ))}
          </dl>
        </div>
      ))}
    </>
  )
}

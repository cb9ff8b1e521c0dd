/** Findings about prices, taxes, surcharges and quotes. */
import { error } from './sentences.ts'

export const moneyFindings = {
  'unknown-price': (p: { name: string; near: string | null }) => error(
    `Aucun prix ne s’appelle « ${p.name} ».${p.near ? ` Vouliez-vous dire « ${p.near} » ?` : ''}`, `No price is called “${p.name}”.${p.near ? ` Did you mean “${p.near}”?` : ''}`,
    'Corrigez le nom, ou donnez « name: » au prix.', 'Correct the name, or give the price a “name:”.'),
  'price-key-senseless': (p: { price: string; key: string; is: string }) => error(
    `Le prix « ${p.price} » est « ${p.is} » : « ${p.key} » n’y a pas de sens.`, `The price “${p.price}” is “${p.is}”: “${p.key}” makes no sense there.`,
    `Retirez « ${p.key} », ou changez « is: ».`, `Remove “${p.key}”, or change “is:”.`),
  'price-order-missing': (p: { price: string }) => error(
    `Le prix « ${p.price} » arrondit et plafonne le temps sans dire dans quel ordre : une estimation qui n’est pas un multiple de l’unité donnerait deux montants.`, `The price “${p.price}” rounds time and caps it without saying in which order: an estimate that is not a multiple of the unit would give two amounts.`,
    'Ajoutez « order: [round, cap] » (jamais au-dessus du devis) ou « [cap, round] ».', 'Add “order: [round, cap]” (never above the quote) or “[cap, round]”.'),
  'tax-mixed': (p: { price: string }) => error(
    `Le prix « ${p.price} » mêle des montants hors taxes et des montants TTC.`, `The price “${p.price}” mixes amounts without tax and amounts with tax.`,
    'Écrivez-les tous hors taxes, ou tous TTC.', 'Write them all without tax, or all with tax.'),
  'tax-missing': (p: { price: string }) => error(
    `Le prix « ${p.price} » coûte quelque chose, et rien ne dit quelle taxe s’y ajoute.`, `The price “${p.price}” costs something, and nothing says which tax is added.`,
    'Ajoutez « taxes: » avec un taux ; sans taxe : « percent: "0" » et la mention légale.', 'Add “taxes:” with a rate; without tax: “percent: "0"” and the legal mention.'),
  'tax-disagrees': (p: { figure: string; vat: string; percent: string }) => error(
    `Le chiffre « ${p.figure} » est publié avec une taxe de ${p.vat} %, « taxes » en applique une de ${p.percent} %.`, `The figure “${p.figure}” is published with a tax of ${p.vat}%, “taxes” applies one of ${p.percent}%.`,
    `Corrigez l’un des deux, ou écrivez « percent: figure.${p.figure}.vat ».`, `Correct one of the two, or write “percent: figure.${p.figure}.vat”.`),
  'surcharge-combination': (p: { one: string; other: string }) => error(
    `Deux majorations peuvent valoir ensemble (${p.one} et ${p.other}), et rien ne dit comment elles se combinent.`, `Two surcharges may hold together (${p.one} and ${p.other}), and nothing says how they combine.`,
    'Ajoutez « combine: add », « multiply » ou « highest ».', 'Add “combine: add”, “multiply” or “highest”.'),
  'surcharges-contradict': (_: object) => error(
    'Une clause dit qu’il n’y a pas de majoration, une autre en fixe une.', 'One clause says that there is no surcharge, another states one.',
    'Gardez « surcharges: none », ou les règles.', 'Keep “surcharges: none”, or the rules.'),
  'estimate-not-multiple': (p: { price: string }) => error(
    `Les estimations d’un devis ne sont pas toujours un multiple de l’unité du prix « ${p.price} » : l’arrondi pourrait dépasser le devis.`, `The estimates of a quote are not always a multiple of the unit of the price “${p.price}”: rounding could go over the quote.`,
    'Écrivez « estimate_multiple_of: » avec un multiple de cette unité.', 'Write “estimate_multiple_of:” with a multiple of that unit.'),
} as const

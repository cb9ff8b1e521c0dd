/** Every word that the language has for people stands in a table somewhere: here they are, all of them, whether or not a policy uses them. */
import { expect, test } from 'vitest'
import { weekdays as wordsInstantsWeekdays, months as wordsInstantsMonths } from '../../src/words/instants.ts'
import { outcomes as wordsQuotasOutcomes, parts as wordsQuotasParts } from '../../src/words/quotas.ts'
import { secretNames as wordsSecretsSecretNames } from '../../src/words/secrets.ts'
import { outsideTime as wordsOutsideTimeOutsideTime } from '../../src/words/outside-time.ts'
import { taxes as wordsAmountsTaxes } from '../../src/words/amounts.ts'
import { words as wordsConditionWords } from '../../src/words/condition.ts'
import { problems as wordsAsksProblems } from '../../src/words/asks.ts'
import { french as wordsCitiesFrench, english as wordsCitiesEnglish } from '../../src/words/cities.ts'
import { words as wordsWeekWords } from '../../src/words/week.ts'
import { ways as wordsOutcomeWays } from '../../src/words/outcome.ts'
import { names as wordsDurationsNames } from '../../src/words/durations.ts'
import { words as wordsPromiseWords } from '../../src/words/promise.ts'
import { stateNames as wordsStatesStateNames, moverNames as wordsStatesMoverNames } from '../../src/words/states.ts'
import { moveOutcomes as wordsLifeMoveOutcomes, reasons as wordsLifeReasons, timerActs as wordsLifeTimerActs, carriedNames as wordsLifeCarriedNames, sinceName as wordsLifeSinceName, firstMessage as wordsLifeFirstMessage } from '../../src/words/life.ts'
import { acts as wordsQuoteActs, states as wordsQuoteStates, problems as wordsQuoteProblems, known as wordsQuoteKnown, media as wordsQuoteMedia } from '../../src/words/quote.ts'
import { customersTime as wordsHoursCustomersTime, words as wordsHoursWords } from '../../src/words/hours.ts'
import { names as wordsMetricsNames } from '../../src/words/metrics.ts'
import { rightNames as wordsRightsRightNames } from '../../src/words/rights.ts'
import { periods as wordsStretchesPeriods } from '../../src/words/stretches.ts'
import { outcomes as wordsFeesOutcomes, states as wordsFeesStates, untaxed as wordsFeesUntaxed } from '../../src/words/fees.ts'
import { stages as wordsPriceStages, outcomes as wordsPriceOutcomes } from '../../src/words/price.ts'
import { languageNames as publishPublishLanguageNames } from '../../src/publish/publish.ts'
import { anyOf as publishConditionsAnyOf } from '../../src/publish/conditions.ts'
import { periods as publishPromisesPeriods } from '../../src/publish/promises.ts'
import { moneyLabels as publishMoneyLabelsMoneyLabels } from '../../src/publish/money-labels.ts'
import { labels as publishProceduresSectionLabels } from '../../src/publish/procedures-section.ts'
import { labels as publishLabelsLabels } from '../../src/publish/labels.ts'
import { states as publishContactsStates } from '../../src/publish/contacts.ts'
import { words as diffWordsWords } from '../../src/diff/words.ts'
import { labels as diffClauseChangesLabels, statuses as diffClauseChangesStatuses } from '../../src/diff/clause-changes.ts'
import { keywords as diffKeyWordsKeywords, keyNames as diffKeyWordsKeyNames } from '../../src/diff/key-words.ts'
import { yesNo as diffPlainYesNo } from '../../src/diff/plain.ts'
import { subjects as diffItemsHeaderSubjects } from '../../src/diff/items/header.ts'
import { lists as diffItemsCalendarsLists } from '../../src/diff/items/calendars.ts'
import { types as diffItemsFactsTypes } from '../../src/diff/items/facts.ts'
import { names as diffItemsOthersNames } from '../../src/diff/items/others.ts'
import { combined as diffItemsBlocksCombined } from '../../src/diff/items/blocks.ts'
import { periods as diffRulesWordsPeriods } from '../../src/diff/rules/words.ts'
import { taxes as diffRulesMoneyWordsTaxes, kinds as diffRulesMoneyWordsKinds, rounds as diffRulesMoneyWordsRounds, orders as diffRulesMoneyWordsOrders, quoteNeeds as diffRulesMoneyWordsQuoteNeeds, dues as diffRulesMoneyWordsDues, ofQuote as diffRulesMoneyWordsOfQuote, natures as diffRulesMoneyWordsNatures, whenEmpty as diffRulesMoneyWordsWhenEmpty, counted as diffRulesMoneyWordsCounted } from '../../src/diff/rules/money-words.ts'
import { followers as diffRulesDeskWordsFollowers, aspects as diffRulesDeskWordsAspects, secrets as diffRulesDeskWordsSecrets } from '../../src/diff/rules/desk-words.ts'
import { names as diffToldWordsNames, outcomes as diffToldWordsOutcomes } from '../../src/diff/told-words.ts'
import { outcomes as questionsProcedureOutcomes, guardStates as questionsProcedureGuardStates, stepStates as questionsProcedureStepStates } from '../../src/questions/procedure.ts'
import { states as questionsClockStates, outcomes as questionsClockOutcomes } from '../../src/questions/clock.ts'
import { outcomes as questionsCreditOutcomes, fieldNames as questionsCreditFieldNames } from '../../src/questions/credit.ts'
import { outcomes as questionsCallbackOutcomes } from '../../src/questions/callback.ts'
import { outcomes as questionsNotificationOutcomes, mediaNames as questionsNotificationMediaNames } from '../../src/questions/notification.ts'
import { outcomes as questionsSecretsOutcomes } from '../../src/questions/secrets.ts'
import { outcomes as questionsRemoteOutcomes, written as questionsRemoteWritten } from '../../src/questions/remote.ts'
import { titles as questionsQuotaTitles } from '../../src/questions/quota.ts'
import { outcomes as questionsConvertOutcomes } from '../../src/questions/convert.ts'
import { outcomes as questionsContactOutcomes } from '../../src/questions/contact.ts'
import { line as questionsPriceLine } from '../../src/questions/price.ts'
import { states as explainDeadlineStates } from '../../src/explain/deadline.ts'
import { states as explainLinesStates } from '../../src/explain/lines.ts'
import { titles as explainDecisionTitles, keywords as explainDecisionKeywords } from '../../src/explain/decision.ts'
import { limits as findingsCatalogueLimits, catalogue as findingsCatalogueCatalogue } from '../../src/findings/catalogue.ts'
import { procedureFindings as findingsProceduresProcedureFindings } from '../../src/findings/procedures.ts'
import { promiseFindings as findingsPromisesPromiseFindings } from '../../src/findings/promises.ts'
import { lifeFindings as findingsLifeLifeFindings } from '../../src/findings/life.ts'
import { moneyFindings as findingsMoneyMoneyFindings } from '../../src/findings/money.ts'
import { orderFindings as findingsOrderOrderFindings } from '../../src/findings/order.ts'
import { what as findingsNoticesWhat, noticeFindings as findingsNoticesNoticeFindings } from '../../src/findings/notices.ts'
import { feeFindings as findingsFeesFeeFindings } from '../../src/findings/fees.ts'
import { absent as examplesResultAbsent, sides as examplesResultSides } from '../../src/examples/result.ts'
import { sentences as examplesProblemSentences } from '../../src/examples/problem.ts'
import { joined as moneyAmountJoined } from '../../src/money/amount.ts'
import { expectText } from './golden.ts'

const tables: Record<string, unknown> = {
  'words/instants: weekdays': wordsInstantsWeekdays,
  'words/instants: months': wordsInstantsMonths,
  'words/quotas: outcomes': wordsQuotasOutcomes,
  'words/quotas: parts': wordsQuotasParts,
  'words/secrets: secretNames': wordsSecretsSecretNames,
  'words/outside-time: outsideTime': wordsOutsideTimeOutsideTime,
  'words/amounts: taxes': wordsAmountsTaxes,
  'words/condition: words': wordsConditionWords,
  'words/asks: problems': wordsAsksProblems,
  'words/cities: french': wordsCitiesFrench,
  'words/cities: english': wordsCitiesEnglish,
  'words/week: words': wordsWeekWords,
  'words/outcome: ways': wordsOutcomeWays,
  'words/durations: names': wordsDurationsNames,
  'words/promise: words': wordsPromiseWords,
  'words/states: stateNames': wordsStatesStateNames,
  'words/states: moverNames': wordsStatesMoverNames,
  'words/life: moveOutcomes': wordsLifeMoveOutcomes,
  'words/life: reasons': wordsLifeReasons,
  'words/life: timerActs': wordsLifeTimerActs,
  'words/life: carriedNames': wordsLifeCarriedNames,
  'words/life: sinceName': wordsLifeSinceName,
  'words/life: firstMessage': wordsLifeFirstMessage,
  'words/quote: acts': wordsQuoteActs,
  'words/quote: states': wordsQuoteStates,
  'words/quote: problems': wordsQuoteProblems,
  'words/quote: known': wordsQuoteKnown,
  'words/quote: media': wordsQuoteMedia,
  'words/hours: customersTime': wordsHoursCustomersTime,
  'words/hours: words': wordsHoursWords,
  'words/metrics: names': wordsMetricsNames,
  'words/rights: rightNames': wordsRightsRightNames,
  'words/stretches: periods': wordsStretchesPeriods,
  'words/fees: outcomes': wordsFeesOutcomes,
  'words/fees: states': wordsFeesStates,
  'words/fees: untaxed': wordsFeesUntaxed,
  'words/price: stages': wordsPriceStages,
  'words/price: outcomes': wordsPriceOutcomes,
  'publish/publish: languageNames': publishPublishLanguageNames,
  'publish/conditions: anyOf': publishConditionsAnyOf,
  'publish/promises: periods': publishPromisesPeriods,
  'publish/money-labels: moneyLabels': publishMoneyLabelsMoneyLabels,
  'publish/procedures-section: labels': publishProceduresSectionLabels,
  'publish/labels: labels': publishLabelsLabels,
  'publish/contacts: states': publishContactsStates,
  'diff/words: words': diffWordsWords,
  'diff/clause-changes: labels': diffClauseChangesLabels,
  'diff/clause-changes: statuses': diffClauseChangesStatuses,
  'diff/key-words: keywords': diffKeyWordsKeywords,
  'diff/key-words: keyNames': diffKeyWordsKeyNames,
  'diff/plain: yesNo': diffPlainYesNo,
  'diff/items/header: subjects': diffItemsHeaderSubjects,
  'diff/items/calendars: lists': diffItemsCalendarsLists,
  'diff/items/facts: types': diffItemsFactsTypes,
  'diff/items/others: names': diffItemsOthersNames,
  'diff/items/blocks: combined': diffItemsBlocksCombined,
  'diff/rules/words: periods': diffRulesWordsPeriods,
  'diff/rules/money-words: taxes': diffRulesMoneyWordsTaxes,
  'diff/rules/money-words: kinds': diffRulesMoneyWordsKinds,
  'diff/rules/money-words: rounds': diffRulesMoneyWordsRounds,
  'diff/rules/money-words: orders': diffRulesMoneyWordsOrders,
  'diff/rules/money-words: quoteNeeds': diffRulesMoneyWordsQuoteNeeds,
  'diff/rules/money-words: dues': diffRulesMoneyWordsDues,
  'diff/rules/money-words: ofQuote': diffRulesMoneyWordsOfQuote,
  'diff/rules/money-words: natures': diffRulesMoneyWordsNatures,
  'diff/rules/money-words: whenEmpty': diffRulesMoneyWordsWhenEmpty,
  'diff/rules/money-words: counted': diffRulesMoneyWordsCounted,
  'diff/rules/desk-words: followers': diffRulesDeskWordsFollowers,
  'diff/rules/desk-words: aspects': diffRulesDeskWordsAspects,
  'diff/rules/desk-words: secrets': diffRulesDeskWordsSecrets,
  'diff/told-words: names': diffToldWordsNames,
  'diff/told-words: outcomes': diffToldWordsOutcomes,
  'questions/procedure: outcomes': questionsProcedureOutcomes,
  'questions/procedure: guardStates': questionsProcedureGuardStates,
  'questions/procedure: stepStates': questionsProcedureStepStates,
  'questions/clock: states': questionsClockStates,
  'questions/clock: outcomes': questionsClockOutcomes,
  'questions/credit: outcomes': questionsCreditOutcomes,
  'questions/credit: fieldNames': questionsCreditFieldNames,
  'questions/callback: outcomes': questionsCallbackOutcomes,
  'questions/notification: outcomes': questionsNotificationOutcomes,
  'questions/notification: mediaNames': questionsNotificationMediaNames,
  'questions/secrets: outcomes': questionsSecretsOutcomes,
  'questions/remote: outcomes': questionsRemoteOutcomes,
  'questions/remote: written': questionsRemoteWritten,
  'questions/quota: titles': questionsQuotaTitles,
  'questions/convert: outcomes': questionsConvertOutcomes,
  'questions/contact: outcomes': questionsContactOutcomes,
  'questions/price: line': questionsPriceLine,
  'explain/deadline: states': explainDeadlineStates,
  'explain/lines: states': explainLinesStates,
  'explain/decision: titles': explainDecisionTitles,
  'explain/decision: keywords': explainDecisionKeywords,
  'findings/catalogue: limits': findingsCatalogueLimits,
  'findings/catalogue: catalogue': findingsCatalogueCatalogue,
  'findings/procedures: procedureFindings': findingsProceduresProcedureFindings,
  'findings/promises: promiseFindings': findingsPromisesPromiseFindings,
  'findings/life: lifeFindings': findingsLifeLifeFindings,
  'findings/money: moneyFindings': findingsMoneyMoneyFindings,
  'findings/order: orderFindings': findingsOrderOrderFindings,
  'findings/notices: what': findingsNoticesWhat,
  'findings/notices: noticeFindings': findingsNoticesNoticeFindings,
  'findings/fees: feeFindings': findingsFeesFeeFindings,
  'examples/result: absent': examplesResultAbsent,
  'examples/result: sides': examplesResultSides,
  'examples/problem: sentences': examplesProblemSentences,
  'money/amount: joined': moneyAmountJoined,
}

/** What a sentence may be given: words, one, several, nothing, and something whose every member is its own name. */
const given: readonly (readonly unknown[])[] = [
  ['A', 'B', 'C', 'D'], [1, 1, 1, 1], [2, 'B', 'C', 'D'], [['A', 'B'], ['C'], [], []], ['A', 2, 3, 4], ['', '', '', ''],
  [new Proxy({}, { get: (_, key) => (typeof key === 'string' && !['toJSON', 'then'].includes(key) ? key : undefined) }), 'fr', 'C', 'D'],
]

function saidOf(sentence: (...parts: readonly unknown[]) => unknown, parts: readonly unknown[]): unknown {
  try {
    return sentence(...parts)
  } catch {
    return null
  }
}

/** A table as lines; a sentence as it reads with each thing that it may be given. */
function lines(value: unknown, path: string): string[] {
  if (typeof value === 'function') return [...new Set(given.flatMap((parts) => lines(saidOf(value as () => unknown, parts), `${path}()`)))]
  if (value === null) return []
  if (typeof value !== 'object') return [`${path}: ${String(value)}`]
  return Object.entries(value).flatMap(([key, inner]) => lines(inner, `${path}/${key}`))
}

test('each word is the one it was', () => {
  expectText('words', Object.entries(tables).flatMap(([name, table]) => lines(table, name)).join('\n'))
})

test('no table is empty', () => {
  for (const [name, table] of Object.entries(tables)) expect(lines(table, name).length, name).toBeGreaterThan(0)
})

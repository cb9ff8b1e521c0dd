/**
 * The face of notices: what customers are told without having asked, to whom, through what and at which address, as the policy
 * says. A notice is told a few customers at a time, each person once; its letters leave through the outbox like all others.
 */
export { previewNotice, makeNotice, followUp } from './make.ts'
export type { NewNotice, Preview, NoticeRefusal, Once, FollowUp } from './make.ts'
export { tellNotices } from './tell.ts'
export { sendReports } from './reports.ts'
export { followRefusals } from './refusals.ts'
export { listNotices, readNotice, listTold } from './reading.ts'
export type { NoticeRow, NoticeFigures, PostFigures, Delay, ToldPerson } from './reading.ts'
export { listTasks, finishTask } from './tasks.ts'
export type { AddressTask } from './tasks.ts'
export { countUnread, listNotifications, readNotification, markNotifications } from './centre.ts'
export type { NotificationRow, NotificationPage } from './centre.ts'
export { noticesConcerning } from './concerning.ts'
export type { Concerning, Subject } from './concerning.ts'
export { settingsOf, setOwnAddress, showProof, proveAddress } from './own-addresses.ts'
export type { TypeSetting } from './own-addresses.ts'
export { readUnsubscribe, isGivenUp, setGivenUp } from './unsubscribe.ts'
export { recipientsOf } from './letters-to.ts'
export { inLanguage, typeInWords } from './letter.ts'

/**
 * The second proof of agents and contacts alike: codes of an application, passkeys, backup codes. Nothing here opens a session, writes
 * an event or a letter: the doors do, in the same transaction.
 */
export { backupCodesLeft, makeBackupCodes, removeBackupCodes } from './backup-codes.ts'
export { removeSecondFactors, secondFactorsOf, verifySecondFactor } from './factors.ts'
export type { SecondFactors, SecondGiven, SecondVerdict } from './factors.ts'
export { addPasskey, passkeyCreation, passkeyRequest, removePasskey, renamePasskey, usePasskey } from './passkeys.ts'
export type { Passkey, Place } from './passkeys.ts'
export { findPending, openPending, pendingLife, spendPending } from './pending.ts'
export type { Pending } from './pending.ts'
export { beginTotp, confirmTotp, removeTotp } from './totp.ts'
export type { TotpSetUp } from './totp.ts'
export type { Who } from './who.ts'

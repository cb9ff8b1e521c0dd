/** Words of mails by which other services check that somebody can read a mailbox. */
const verification =
  /\b(?:verification code|confirm your (?:e-?mail|account|address)|verify your (?:e-?mail|account|address)|one[- ]time (?:code|password)|activate your account|code de (?:v[ée]rification|confirmation|s[ée]curit[ée])|confirmez? votre (?:adresse|compte|e-?mail|inscription)|activez? votre compte|v[ée]rifiez? votre (?:adresse|e-?mail|compte))\b/iu

/**
 * Whether a mail looks like another service's check of a mailbox: such mail in our intake is how somebody signs up there
 * in the provider's name, and reads the code in a ticket (AB-09).
 */
export function looksLikeVerification(subject: string, text: string): boolean {
  return verification.test(subject) || verification.test(text.slice(0, 4_000))
}

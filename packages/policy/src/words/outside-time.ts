import type { Words } from '../model.ts'

/** Said of an instant of which no calendar knows anything. */
export const outsideTime: Words = {
  fr: 'Les horaires sont connus de 1990 à 2099 : cet instant est en dehors.',
  en: 'Opening hours are known from 1990 to 2099: this instant lies outside.',
}

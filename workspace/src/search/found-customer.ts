/** A customer as looking one up answers. */
export interface FoundCustomer { readonly id: string; readonly number: string; readonly name: string; readonly contacts: readonly { readonly id: string; readonly name: string; readonly email: string }[] }

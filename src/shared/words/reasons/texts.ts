import { type ReasonCode } from '../../../domain/record/reasons';

export type ReasonValues = Record<string, string | number>;

/** A sentence for every one of the codes: a missing one does not compile. */
export type Texts<C extends ReasonCode> = Record<C, (values: ReasonValues) => string>;

import { t } from '@grafana/i18n';
import { type Reason } from '../../../domain/record/outcome';
import { verbatim } from '../verbatim';

export type ReasonValues = Record<string, string | number>;
export type ReasonTexts = Record<string, (values: ReasonValues) => string>;

const areas: ReasonTexts[] = [];

/** Each feature brings the words for its own reason codes (`src/shared/reasons/<area>.ts`). */
export function addReasonTexts(texts: ReasonTexts): void {
  areas.push(texts);
}

/** Why something was refused, in the person's language. An unknown code is shown as it is rather than hidden. */
export function reasonText({ code, values = {} }: Reason): string {
  const known = areas.find((texts) => Object.hasOwn(texts, code));
  return known ? known[code](values) : (common[code]?.(values) ?? code);
}

const common: ReasonTexts = {
  required: () => t('reasons.required', 'This is required'),
  tooLong: ({ limit }) => t('reasons.too-long', 'At most {{limit}} characters', verbatim({ limit })),
  tooMany: ({ limit }) => t('reasons.too-many', 'At most {{limit}} of them', verbatim({ limit })),
  unreadable: () => t('reasons.unreadable', 'This cannot be saved as it is'),
  moved: () => t('reasons.moved', 'Somebody else changed this meanwhile'),
};

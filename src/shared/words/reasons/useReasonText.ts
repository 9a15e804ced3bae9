import { useCallback, useSyncExternalStore } from 'react';
import { t } from '@grafana/i18n';
import { type Reason } from '../../../domain/record/outcome';
import { commonReasons } from './common';
import { type ReasonValues } from './texts';

export type ReasonText = (reason: Reason) => string;
type State = 'unasked' | 'loading' | 'failed' | Record<string, ((values: ReasonValues) => string) | undefined>;

// the sentences come with the first refusal that is shown: most visits see none
let state: State = 'unasked';
const listeners = new Set<() => void>();

/** Why something was refused, in the person's language; "…" until the sentences are here, never a bare code. */
export function useReasonText(): ReasonText {
  const known = useSyncExternalStore(subscribe, () => state);
  return useCallback((reason) => textOf(reason, known), [known]);
}

/** The same where nothing is rendered: once the sentences are here. */
export async function loadReasonText(): Promise<ReasonText> {
  if (typeof state !== 'object') {
    await load();
  }
  return (reason) => textOf(reason, state);
}

function textOf({ code, values = {} }: Reason, known: State): string {
  if (isCommon(code)) {
    return commonReasons[code](values);
  }
  if (typeof known === 'object') {
    // a change that waits may have been refused by the rules of another version
    return known[code]?.(values) ?? commonReasons.unreadable(values);
  }
  if (known === 'unasked') {
    void load();
  }
  return known === 'failed'
    ? t('reasons.not-loaded', 'The text that says why could not be loaded: Grafana does not answer')
    : '…';
}

function isCommon(code: string): code is keyof typeof commonReasons {
  return Object.hasOwn(commonReasons, code);
}

async function load() {
  state = 'loading';
  try {
    const { allReasons } = await import('./all');
    state = allReasons;
  } catch {
    state = 'failed';
  }
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

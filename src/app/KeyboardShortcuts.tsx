import { useEffect } from 'react';
import { PLUGIN_BASE_URL } from '../constants';
import { navigateTo } from '../grafana/navigation';
import { isEditable, useBlindTyping } from '../shared/hooks/blindTyping';

/** `g` then a letter; `?`, `c t`, `c r` and `d` are Grafana's own. */
export const SHORTCUTS: Record<string, string> = {
  i: `${PLUGIN_BASE_URL}/incidents`,
  n: `${PLUGIN_BASE_URL}/incidents/new`,
  o: `${PLUGIN_BASE_URL}/objectives`,
  m: `${PLUGIN_BASE_URL}/maintenance`,
  r: `${PLUGIN_BASE_URL}/runbooks`,
};

const PATIENCE = 1200;

export function KeyboardShortcuts() {
  useBlindTyping();
  useEffect(() => {
    let armedUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target)) {
        return;
      }
      if (event.key === 'g') {
        armedUntil = event.timeStamp + PATIENCE; // of the key press: a busy page must not cost the second key
        return;
      }
      const path = SHORTCUTS[event.key];
      if (path && event.timeStamp < armedUntil) {
        event.preventDefault();
        navigateTo(path);
      } else if (event.key === '/') {
        const search = document.querySelector<HTMLElement>('textarea[data-opsbook-note], input[data-opsbook-search]');
        if (search) {
          event.preventDefault();
          search.focus();
        }
      }
      armedUntil = 0;
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return null;
}

import { useEffect } from 'react';
import { navigateTo } from '../grafana/navigation';
import { isEditable, useBlindTyping } from '../shared/hooks/blindTyping';
import { SHORTCUTS } from '../shared/hooks/shortcuts';

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
      const path = (SHORTCUTS as Partial<Record<string, string>>)[event.key];
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

import { useEffect } from 'react';

/** Where typed words belong; the first of these on the page takes them. */
const FIELD = 'textarea[data-opsbook-note]';

let typed: string | undefined;

/**
 * After a declare somebody types on without looking, while the field for it is still to come: no shortcut, ours or Grafana's, may take
 * those keys. They are kept for the field, until the first click or Escape.
 */
export function beginBlindTyping(): void {
  typed = '';
  if (document.activeElement instanceof HTMLElement) {
    document.activeElement.blur(); // the form that was sent would take the next keys along
  }
}

/** There is no field to come: what was typed for it. */
export function endBlindTyping(): string {
  const text = typed ?? '';
  typed = undefined;
  return text;
}

/** What was typed before the field was there. */
export function takeBlindlyTyped(): string {
  const text = typed ?? '';
  typed = typed === undefined ? undefined : '';
  return text;
}

/** Stands before every other listener of the page. */
export function useBlindTyping(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (typed === undefined || event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target)) {
        return;
      }
      if (event.key === 'Escape') {
        endBlindTyping();
        return;
      }
      const isText = event.key.length === 1;
      if (!isText && event.key !== 'Enter' && event.key !== 'Backspace') {
        return;
      }
      event.stopImmediatePropagation();
      const field = document.querySelector<HTMLTextAreaElement>(FIELD);
      if (field) {
        field.focus(); // the key goes there
      } else {
        event.preventDefault();
        typed = event.key === 'Backspace' ? typed.slice(0, -1) : typed + (isText ? event.key : '\n');
      }
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', endBlindTyping, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', endBlindTyping, true);
    };
  }, []);
}

/** Somebody types into it: keys are text there. */
export function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

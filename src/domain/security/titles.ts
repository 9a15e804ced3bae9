import { own } from '../record/own';
import { SECURITY_ITEMS } from '../text/documents/securityItems';
import { type Language } from '../text/language';

/** What an item is called; one of which this version knows nothing by its key. `register` names those of the team's own. */
export function itemTitle(
  item: string,
  language: Language,
  register?: { own?: Record<string, { title: string }> }
): string {
  const titles: Record<string, string> = SECURITY_ITEMS[language];
  return own(register?.own ?? {}, item)?.title ?? own(titles, item) ?? item;
}

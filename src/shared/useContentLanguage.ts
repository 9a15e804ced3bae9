import { type ContentLanguage } from '../domain/checklistDefaults';
import { interfaceLanguage } from '../grafana/user';
import { useSettings } from './useSettings';

/** The language that built-in content and documents start in: the app's setting, else the person's interface. */
export function useContentLanguage(): ContentLanguage {
  const { settings } = useSettings();
  return settings.documentLanguage ?? (interfaceLanguage().startsWith('fr') ? 'fr' : 'en');
}

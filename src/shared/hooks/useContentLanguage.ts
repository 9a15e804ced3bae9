import { type Language } from '../../domain/text/language';
import { textLanguage } from '../../grafana/user';
import { useSettings } from './useSettings';

/** The language that built-in content and documents start in: the app's setting, else the person's interface. */
export function useContentLanguage(): Language {
  const { settings } = useSettings();
  return settings.documentLanguage ?? textLanguage();
}

import { config } from '@grafana/runtime';
import i18next, { type PostProcessorModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

const LANGUAGES = [
  'en-US',
  'fr-FR',
  'es-ES',
  'de-DE',
  'zh-Hans',
  'pt-BR',
  'ja-JP',
  'id-ID',
  'it-IT',
  'ko-KR',
  'pseudo',
];
const FALLBACK = 'en-US';

/** Every text that went through `t()` shows accents: what does not was forgotten. */
const pseudo: PostProcessorModule = {
  type: 'postProcessor',
  name: 'pseudo',
  process: (value: string) =>
    `[${value.replace(/[aeiouAEIOU]/g, (letter) => 'áéíóúÁÉÍÓÚ'['aeiouAEIOU'.indexOf(letter)])}]`,
};

const userLanguage = () => {
  const language = config.bootData.user.language;
  return LANGUAGES.includes(language) ? language : FALLBACK;
};

/** The shared i18next with the plugin's texts in it, as Grafana has it before it loads a plugin. */
export async function initTexts(pluginId: string, translations: Record<string, string>, major: number) {
  const language = userLanguage();
  const instance = i18next.use(initReactI18next);
  if (language === 'pseudo') {
    instance.use(pseudo);
  }
  await instance.init({
    lng: language,
    fallbackLng: FALLBACK,
    supportedLngs: LANGUAGES,
    resources: {},
    partialBundledLanguages: true,
    returnEmptyString: false,
    ...(language === 'pseudo' && { postProcess: ['pseudo'] }),
  });
  const wanted = translations[language] ? language : FALLBACK;
  // from 13.1 on Grafana takes English from the code alone
  if (translations[wanted] && !(wanted === FALLBACK && major >= 13)) {
    const response = await fetch(new URL(translations[wanted], document.baseURI));
    if (response.ok) {
      i18next.addResourceBundle(
        wanted === language ? language : FALLBACK,
        pluginId,
        await response.json(),
        true,
        false
      );
    }
  }
}

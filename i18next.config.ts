import { rmSync } from 'node:fs';
import { defineConfig } from 'i18next-cli';

const namespace = 'haddock-opsbook-app';
const english = 'en-US';
const folder = process.env.LOCALES_FOLDER ?? 'src/locales';

/** `npm run i18n` writes the English texts out of the code. French is written by hand; src/locales/locales.test.ts compares. */
export default defineConfig({
  locales: [english],
  extract: {
    input: ['src/**/*.{ts,tsx}'],
    ignore: ['src/**/*.test.{ts,tsx}', 'src/test/**'],
    output: `${folder}/{{language}}/{{namespace}}.json`,
    defaultNS: namespace,
    functions: ['t', '*.t'],
    transComponents: ['Trans'],
    nsSeparator: false,
  },
  plugins: [
    {
      name: 'english-from-code',
      // what is in the file would win over what the code says now
      setup: () => rmSync(`${folder}/${english}/${namespace}.json`, { force: true }),
    },
  ],
});

import { type Comparison } from '../../statistics/comparison';
import { type Language, type Words } from '../../text/language';
import {
  type Content,
  emptyContent,
  type RunbookForm,
  type Parameter,
  type RunbookSection,
  type Step,
} from '../schema';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

interface SourceStep {
  key: string;
  title: Words;
  text?: Words;
  step:
    | Without<Step, 'position' | 'title' | 'text'>
    | ((language: Language) => Without<Step, 'position' | 'title' | 'text'>);
}

/** `name` is what people read; `label` belongs to the source. */
export type SourceParameter = Parameter['source'] & { name: Words; preset?: string };

/** A runbook that the plugin ships with, in both languages. */
export interface Source {
  /** Its record is `rb-<key>`. */
  key: string;
  kind: 'article' | 'procedure';
  form: RunbookForm;
  title: Words;
  sections: Partial<Record<RunbookSection, Words>>;
  parameters?: Record<string, SourceParameter>;
  steps: SourceStep[];
  services?: string[];
  alerts?: string[];
}

export function command(key: string, en: string, fr: string, text: string, more: { to?: string } = {}): SourceStep {
  return { key, title: { en, fr }, step: { kind: 'command', command: text, ...more } };
}

export function query(
  key: string,
  en: string,
  fr: string,
  expr: string,
  comparison: Comparison,
  threshold: number,
  more: { unit?: string; to?: string; onFail?: string; onNoData?: string } = {}
): SourceStep {
  return { key, title: { en, fr }, step: { kind: 'query', expr, comparison, threshold, ...more } };
}

export function noteStep(key: string, en: string, fr: string, text?: Words, to?: string): SourceStep {
  return { key, title: { en, fr }, ...(text && { text }), step: { kind: 'note', ...(to && { to }) } };
}

export function check(key: string, en: string, fr: string): SourceStep {
  return { key, title: { en, fr }, step: { kind: 'confirm' } };
}

/** In one language, as a team takes it over. */
export function sourceContent(source: Source, language: Language): Content {
  return {
    ...emptyContent(source.title[language]),
    form: source.form,
    language,
    owner: 'DevOps',
    services: source.services ?? [],
    alerts: source.alerts ?? [],
    parameters: Object.fromEntries(
      Object.entries(source.parameters ?? {}).map(([key, { name, preset, ...from }], index) => [
        key,
        { position: index + 1, label: name[language], source: from, ...(preset && { preset }) },
      ])
    ),
    sections: Object.fromEntries(Object.entries(source.sections).map(([key, words]) => [key, words[language]])),
    steps: Object.fromEntries(
      source.steps.map(({ key, title, text, step }, index) => [
        key,
        {
          ...(typeof step === 'function' ? step(language) : step),
          position: index + 1,
          title: title[language],
          ...(text && { text: text[language] }),
        } as Step,
      ])
    ),
  };
}

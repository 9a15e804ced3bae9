import { type Language } from '../../text/language';
import { type Content } from '../schema';
import { ARTICLES } from './articles';
import { PROCEDURES } from './procedures';
import { sourceContent } from './source';

/** One of those that the plugin ships with; a team takes over what it wants. */
export interface Shipped {
  /** Of the record that it becomes. */
  name: string;
  kind: 'article' | 'procedure';
  content: Content;
}

export function shippedRunbooks(language: Language): Shipped[] {
  return [...ARTICLES, ...PROCEDURES].map((source) => ({
    name: `rb-${source.key}`,
    kind: source.kind,
    content: sourceContent(source, language),
  }));
}

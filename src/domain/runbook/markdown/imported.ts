import { type Content } from '../schema';

/** A part of a file that has no field of its own: it is kept as text. */
export interface NotUnderstood {
  what: 'heading' | 'frontMatter' | 'html' | 'shortcode' | 'link' | 'console' | 'query';
  text: string;
  /** From 1; absent for front matter. */
  line?: number;
}

export interface Imported {
  content: Content;
  notUnderstood: NotUnderstood[];
}

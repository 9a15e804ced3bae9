import { isOwnPath, isWebLink } from '../../domain/record/limits';

const TEXT = ['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code'];
const WORDS = ['em', 'strong', 'b', 'i', 'u', 'del', 's', 'sub', 'sup', 'kbd', 'mark', 'a', 'input'];
const TABLES = ['table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];
const KEPT = new Set([...TEXT, ...WORDS, ...TABLES]);
/** All that an element may keep: no class and no style, which could cover the page. */
const ATTRIBUTES: Record<string, string[]> = {
  a: ['href', 'title'],
  ol: ['start'],
  th: ['align'],
  td: ['align'],
  input: ['type', 'checked', 'disabled'],
};
/** Their content is none for people. */
const DROPPED = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'title']);

/**
 * What Markdown of others may show: text, lists, tables and links. Nothing is loaded: an image, by which its author would see
 * who reads, becomes a link; video, frames and forms leave their text.
 */
export function harmlessHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html'); // loads and runs nothing
  [...body.querySelectorAll('*')].forEach(clean);
  return body.innerHTML;
}

function clean(element: Element): void {
  const name = element.localName;
  if (name === 'img') {
    element.replaceWith(imageLink(element));
  } else if (DROPPED.has(name) || (name === 'input' && element.getAttribute('type') !== 'checkbox')) {
    element.remove();
  } else if (!KEPT.has(name)) {
    element.replaceWith(...element.childNodes);
  } else {
    const kept = ATTRIBUTES[name] ?? [];
    [...element.attributes]
      .filter(({ name: each }) => !kept.includes(each))
      .forEach((each) => element.removeAttribute(each.name));
    cleanLink(element);
  }
}

function cleanLink(element: Element): void {
  const href = element.getAttribute('href');
  if (href !== null && !isHarmless(href)) {
    element.removeAttribute('href');
  } else if (href !== null) {
    element.setAttribute('rel', 'noopener noreferrer');
  }
  if (element.localName === 'input') {
    element.setAttribute('disabled', '');
  }
}

function imageLink(image: Element): Element | Text {
  const source = image.getAttribute('src') ?? '';
  const link = image.ownerDocument.createElement('a');
  link.textContent = image.getAttribute('alt') || source.slice(0, 200);
  if (!isWebLink(source) && !isOwnPath(source)) {
    return image.ownerDocument.createTextNode(link.textContent);
  }
  link.setAttribute('href', source);
  link.setAttribute('rel', 'noopener noreferrer');
  return link;
}

/** The web, mail, a place in this page, or a path of this Grafana, also a relative one. */
function isHarmless(href: string): boolean {
  return (
    isWebLink(href) ||
    isOwnPath(href) ||
    /^(?:mailto:|[#?])[^\\]*$/i.test(href) ||
    /^[\w.-]+(?:[/#?][^\\:]*)?$/.test(href)
  );
}

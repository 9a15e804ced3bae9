import { fenceAfter } from '../text/fences';

const LINK = /\[[^\]]*\]\(\s*<?([^)\s>]+)/g;
const AUTOLINK = /<(https?:\/\/[^\s<>]+)>/g;

/** Addresses of the links of a Markdown text, outside of its code. */
export function linksIn(text: string): string[] {
  let fence: string | undefined;
  return text.split('\n').flatMap((line) => {
    const before = fence;
    fence = fenceAfter(line, fence);
    if (before !== undefined || fence !== undefined) {
      return [];
    }
    const prose = line.replace(/(`+)[\s\S]*?\1/g, '');
    return [...prose.matchAll(LINK), ...prose.matchAll(AUTOLINK)].map(([, url]) => url);
  });
}

import { mapBranches } from '../branches';
import { exportMarkdown } from '../markdown/exportMarkdown';
import { importMarkdown } from '../markdown/importMarkdown';
import { checkContent, parameterNames } from '../runbook';
import { type Content, runbookName } from '../schema';
import { isStub } from '../stub';
import { tidyContent } from '../tidy';
import { shippedRunbooks } from './library';

const both = [...shippedRunbooks('en'), ...shippedRunbooks('fr')];

it.each(both)('$name can be saved, every step can be reached, and it comes back from its file', ({ name, content }) => {
  expect(runbookName.safeParse(name).success).toBe(true);
  expect(checkContent(content)).toEqual([]);
  expect(mapBranches(content.steps).unreachable).toEqual([]);
  expect(isStub(content)).toBe(false);
  expect(importMarkdown(exportMarkdown(tidyContent(content)))).toEqual({
    ok: { content: tidyContent(content), notUnderstood: [] },
  });
});

it.each(both)('$name declares every parameter that it mentions, and mentions every one it declares', ({ content }) => {
  const templates = Object.values(content.steps).map((step) =>
    step.kind === 'command' ? step.command : step.kind === 'query' ? step.expr : ''
  );
  const mentioned = [
    ...new Set(templates.flatMap((text) => [...text.matchAll(/<([a-z-]+)>/g)].map(([, found]) => found))),
  ];
  expect(mentioned.sort()).toEqual(parameterNames(content).sort());
});

it('says the same in both languages: same steps, same commands, same queries', () => {
  const bones = ({ steps, sections, parameters }: Content) => ({
    sections: Object.keys(sections),
    parameters: Object.keys(parameters),
    steps: Object.entries(steps).map(([key, step]) => [
      key,
      step.kind,
      'command' in step ? step.command : 'expr' in step ? step.expr : '',
    ]),
  });
  const [en, fr] = [shippedRunbooks('en'), shippedRunbooks('fr')];
  expect(en.map(({ content }) => bones(content))).toEqual(fr.map(({ content }) => bones(content)));
  expect(en.length).toBe(23);
});

it('ships nothing that empties a namespace', () => {
  expect(JSON.stringify(both)).not.toMatch(/delete (all|deployment|ns|namespace)|--all\b|get images|xargs/);
});

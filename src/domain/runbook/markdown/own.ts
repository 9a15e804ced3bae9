import { isRefused, type Outcome, refuse } from '../../record/outcome';
import { fenceAfter, fencesIn } from '../../text/fences';
import { type Front, isMapping, parseYaml } from '../../text/frontMatter';
import { content } from '../schema';
import { tidyContent, tidyCode } from '../tidy';
import { ESCAPED_HEADING, OWN_HEADING, STEP_INFO } from './exportMarkdown';
import { type Imported } from './imported';

interface Part {
  level: number;
  title: string;
  id: string;
  lines: string[];
}

/** Reads what `exportMarkdown` wrote, also after people have edited it. */
export function readOwn(front: Front, body: string): Outcome<Imported> {
  const steps: Record<string, unknown> = {};
  const sections: Record<string, string> = {};
  for (const part of partsOf(body)) {
    if (part.level === 2) {
      sections[part.id] = part.lines.join('\n');
      continue;
    }
    const step = readStep(part);
    if (isRefused(step)) {
      return step;
    }
    steps[part.id] = { ...step.ok, position: Object.keys(steps).length + 1 };
  }
  const { steps: _, ...texts } = sections;
  const { opsbook: __, parameters, ...rest } = front;
  const parsed = content.safeParse({
    services: [],
    alerts: [],
    labels: {},
    ...rest,
    parameters: readParameters(parameters),
    sections: texts,
    steps,
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse({ code: 'import.field', values: { field: issue.path.join('.'), problem: issue.message } });
  }
  return { ok: { content: tidyContent(parsed.data), notUnderstood: [] } };
}

function partsOf(body: string): Part[] {
  const parts: Part[] = [];
  let open: string | undefined;
  for (const line of body.split('\n')) {
    const before = open;
    open = fenceAfter(line, open);
    const [, marks, title, id] = (before === undefined && OWN_HEADING.exec(line)) || [];
    if (id !== undefined) {
      parts.push({ level: marks.length, title, id, lines: [] });
    } else {
      const isEscaped = before === undefined && ESCAPED_HEADING.test(line);
      parts.at(-1)?.lines.push(isEscaped ? line.slice(1) : line);
    }
  }
  return parts;
}

function readStep({ title, id, lines }: Part): Outcome<Front> {
  const blocks = fencesIn(lines);
  const last = blocks.map(({ info }) => info).lastIndexOf(STEP_INFO);
  if (last < 0) {
    return { ok: { kind: 'note', title, text: lines.join('\n') } };
  }
  const parsed = parseYaml(blocks[last].content, 0);
  if (isRefused(parsed)) {
    return refuse({ code: 'import.step', values: { step: id } });
  }
  const fields = isMapping(parsed.ok) ? parsed.ok : {};
  const field = fields.kind === 'command' ? 'command' : fields.kind === 'query' ? 'expr' : undefined;
  const code = field === undefined ? undefined : blocks[last - 1];
  const text = lines.slice(0, code?.from ?? blocks[last].from).join('\n');
  return {
    ok: { ...fields, title, ...(text.trim() && { text }), ...(field && { [field]: tidyCode(code?.content ?? '') }) },
  };
}

function readParameters(list: unknown): Front {
  const entries = (Array.isArray(list) ? list : []).flatMap((each: unknown, index): Array<[string, unknown]> => {
    if (!isMapping(each) || typeof each.key !== 'string') {
      return [];
    }
    const { key, title, preset, ...source } = each;
    return [
      [
        key,
        {
          position: index + 1,
          ...(title !== undefined && { label: title }),
          source,
          ...(preset !== undefined && { preset }),
        },
      ],
    ];
  });
  return Object.fromEntries(entries);
}

import { isWebLink } from '../../record/limits';
import { oneLine } from '../../text/oneLine';
import { type Action } from '../schema';
import { type Around, saidInstant, readMoment } from './moment';
import { cellsOf, plainHeading } from './parts';

export type FoundAction = Pick<Action, 'title' | 'state'> &
  Partial<Pick<Action, 'owner' | 'due' | 'type' | 'priority' | 'reason' | 'link'>>;

const MAX_TITLE = 500;
const ITEM = /^(\s*)(?:[-*+•]|\d+[.)])\s+(?:\[([ xX])\]\s+)?(\S.*)$/;
const RULE = /^[\s|:-]+$/;
const ADDRESS = /https?:\/\/[^\s<>()\]|]+/g;
const ADDRESS_ONE = new RegExp(ADDRESS.source);
const DONE = /^(?:done|closed?|completed?|finished|fixed|merged|resolved|yes|termin[ée]e?|faite?|clos|✅|✔|☑)/i;
const DOING = /^(?:in[- ]progress|doing|wip|started|ongoing|en cours|⏳)/i;
const DROPPED = /^(?:won.?t|will not|dropped|cancell?ed|rejected|abandonn|annul)/i;
const SAID_DONE = /[([]?\b(?:DONE|TERMINÉ|FAIT)\b[)\]]?|✅|☑/;

type Column = keyof FoundAction | 'skip' | undefined;
const COLUMNS: ReadonlyArray<[Exclude<Column, undefined>, RegExp]> = [
  ['skip', /^(?:#|id|no\.?|n°|ref|num[ée]ro)$/i],
  ['title', /^(?:actions?(?: items?)?|items?|description|tasks?|what|follow[- ]?up|title|t[âa]che|mesure)/i],
  ['owner', /^(?:owner|assignee|who|responsible|dri|owner role|responsable|qui|porteur)/i],
  ['due', /^(?:due|deadline|eta|target|when|by|[ée]ch[ée]ance|date)/i],
  ['state', /^(?:status|state|done|progress|[ée]tat|statut)/i],
  ['type', /^(?:type|category|kind|cat[ée]gorie)/i],
  ['priority', /^(?:priority|prio|severity|priorit[ée])/i],
];

/** What is to be done, from lists and tables; lines that are neither are answered as text, so that nothing is lost. */
export function toDoIn(lines: readonly string[], around: Around): { actions: FoundAction[]; left: string[] } {
  const actions: FoundAction[] = [];
  const left: string[] = [];
  let columns: Column[] | undefined;
  const add = (action: FoundAction | undefined, line: string) => {
    if (action) {
      actions.push(action);
    }
    const addresses = line.match(ADDRESS) ?? [];
    if (!action || action.title.length >= MAX_TITLE || addresses.length > 1) {
      left.push(line); // what has no place in the action stands in the text
    }
  };
  for (const line of lines) {
    const cells = cellsOf(line);
    const item = ITEM.exec(line);
    const current = actions.at(-1);
    if (cells) {
      if (!columns) {
        columns = cells.map((cell) => COLUMNS.find(([, name]) => name.test(plainHeading(cell)))?.[0]);
      } else if (!RULE.test(line)) {
        add(actionOfRow(cells, columns, around), line);
      }
    } else if (item && (item[1].length < 2 || !current)) {
      add(actionOf(item[3], item[2], around), line);
    } else if (current && /^\s{2,}\S/.test(line)) {
      const longer = `${current.title} ${oneLine(plainHeading(line.replace(ITEM, '$3')))}`;
      const address = ADDRESS_ONE.exec(line)?.[0];
      current.link ??= address;
      if (longer.length > MAX_TITLE || (address && address !== current.link)) {
        left.push(line);
      } else {
        current.title = longer;
      }
    } else {
      left.push(line);
    }
  }
  return { actions, left };
}

function actionOf(text: string, mark: string | undefined, around: Around): FoundAction {
  const isDone = mark?.toLowerCase() === 'x' || SAID_DONE.test(text);
  const [, owner] =
    /(?:^|[\s(])@([\w.-]+\w)/.exec(text) ?? /\b(?:owner|responsable)\s*:\s*([^,;)\]]{2,60})/i.exec(text) ?? [];
  const due = dayIn(/\b(?:due|by|before|deadline|[ée]ch[ée]ance|avant le)\s*:?\s*([^,;)\]]+)/i.exec(text)?.[1], around);
  return {
    title: titled(mark === undefined ? text.replace(SAID_DONE, '') : text),
    state: isDone ? 'done' : 'open',
    ...(owner && { owner: { name: plainHeading(owner) } }),
    ...(due && { due }),
    ...linkIn(text),
  };
}

function actionOfRow(cells: string[], columns: readonly Column[], around: Around): FoundAction | undefined {
  const of = (column: Column) =>
    plainHeading(columns.flatMap((each, index) => (each === column ? [cells[index] ?? ''] : [])).join(' '));
  const beside = cells.filter(
    (cell, index) => columns[index] === undefined && cell !== '' && !/^(?:n\/a|-|–)$/i.test(cell)
  );
  const title = titled(
    [of('title'), ...beside.map((cell) => cell.replace(SAID_DONE, '').replace(/\bTODO\b|\bn\/a\b/g, ''))].join(' ')
  );
  const owner = of('owner').replace(/^@/, '');
  const due = dayIn(of('due'), around);
  const status = of('state');
  const state = stateOf(status || (cells.some((cell) => SAID_DONE.test(cell)) ? 'done' : ''));
  const type = typeOf(of('type'));
  const priority = priorityOf(of('priority'));
  return title === ''
    ? undefined
    : {
        title,
        state,
        ...(state === 'wontDo' && { reason: status }),
        ...(owner !== '' && !/^(?:tbd|n\/a|-|–|\?)$/i.test(owner) && { owner: { name: owner.slice(0, 200) } }),
        ...(due && { due }),
        ...(type && { type }),
        ...(priority && { priority }),
        ...linkIn(cells.join(' ')),
      };
}

function linkIn(text: string): Pick<FoundAction, 'link'> {
  const [link] = ADDRESS_ONE.exec(text) ?? [];
  return link && isWebLink(link) ? { link } : {};
}

function titled(text: string): string {
  return oneLine(plainHeading(text)).slice(0, MAX_TITLE);
}

function stateOf(text: string): Action['state'] {
  return DONE.test(text) ? 'done' : DOING.test(text) ? 'doing' : DROPPED.test(text) ? 'wontDo' : 'open';
}

function typeOf(text: string): Action['type'] {
  const types = {
    detect: /^(?:detect|monitor|d[ée]tect)/i,
    mitigate: /^(?:mitigat|att[ée]nu)/i,
    prevent: /^(?:prevent|pr[ée]v)/i,
    process: /^(?:process|other|autre)/i,
  };
  return (Object.keys(types) as Array<keyof typeof types>).find((type) => types[type].test(text));
}

function priorityOf(text: string): Action['priority'] {
  return /^(?:high|critical|urgent|p[01]\b|haute|[ée]lev)/i.test(text)
    ? 'high'
    : /^(?:med|moderate|normal|p2\b|moyen)/i.test(text)
      ? 'medium'
      : /^(?:low|minor|p[345]\b|bas|faible)/i.test(text)
        ? 'low'
        : undefined;
}

/** A day without a year is the next one after the incident. */
function dayIn(text: string | undefined, { year, month = 1 }: Around): string | undefined {
  const said = readMoment(text?.trim() ?? '')?.said;
  if (!said?.day || !said.month) {
    return undefined;
  }
  const next = year === undefined ? undefined : said.month < month ? year + 1 : year;
  return saidInstant({ year: said.year ?? next, month: said.month, day: said.day }, { zone: 'UTC' })?.slice(0, 10);
}

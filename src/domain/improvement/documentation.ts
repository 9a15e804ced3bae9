import { type Element } from '../backup/schema';
import { type Improvement } from '../objective/improvement';
import { type Objective } from '../objective/schema';
import { type RunbookHead } from '../runbook/head';
import { type Service } from '../services/services';

interface Source {
  services: Array<[string, Service]>;
  runbooks: Array<Pick<RunbookHead, 'services' | 'retired' | 'isStub'>>;
  objectives: Array<[string, Objective]>;
  backups: Element[];
}

/** How many of a kind say what has to be known of them. */
export interface DocumentationPart {
  of: 'services' | 'objectives' | 'backups';
  written: number;
  total: number;
}

/**
 * What the team's registers name, and how much of it is written down: services with a runbook that is in use and no stub, or a link to
 * one elsewhere; objectives with a description; backups with a way to restore them. Retired backups do not count.
 */
export function documentationOf({ services, runbooks, objectives, backups }: Source): DocumentationPart[] {
  const covered = new Set(
    runbooks.filter(({ retired, isStub }) => !retired && !isStub).flatMap((runbook) => runbook.services)
  );
  const active = backups.filter(({ retired }) => retired === undefined);
  return [
    part('services', services, ([key, { runbooks: links }]) => covered.has(key) || links.length > 0),
    part('objectives', objectives, ([, { description }]) => Boolean(description?.trim())),
    part('backups', active, ({ restore }) => Object.values(restore).some(Boolean)),
  ];
}

function part<T>(of: DocumentationPart['of'], all: T[], isWritten: (one: T) => boolean): DocumentationPart {
  return { of, written: all.filter(isWritten).length, total: all.length };
}

/** The share of all of them, in the unit of an indicator; undefined where there is nothing to write down, or the unit is no share. */
export function documentedShare({ unit }: Pick<Improvement, 'unit'>, parts: DocumentationPart[]): number | undefined {
  const sum = (value: 'written' | 'total') => parts.reduce((all, each) => all + each[value], 0);
  const total = sum('total');
  const scale = unit === 'percent' ? 100 : unit === 'ratio' ? 1 : undefined;
  return total === 0 || scale === undefined ? undefined : (sum('written') / total) * scale;
}

import { MAINTENANCE_CHECKLIST, defaultChecklists } from '../../maintenance/checklistDefaults';
import { type ChecklistContent, type ChecklistItem } from '../../maintenance/checklistItem';
import { type Keyed, inOrder } from '../../record/inOrder';
import { fence } from '../../text/fences';
import { type Language, type Words } from '../../text/language';
import { type Content, END, type Step } from '../schema';
import { PROCEDURES } from './procedures';
import { sourceContent } from './source';

/** A checklist that the plugin ships with; a team takes over what it wants, one by one. */
interface ShippedChecklist {
  /** In the register, once it is taken over. */
  key: string;
  content: ChecklistContent;
}

/** Procedures in the order in which they are offered; where one asks which way, each way is a checklist of its own. */
const PROCEDURE_LISTS: Array<{ key: string; procedure: string; option?: number; title?: Words }> = [
  { key: 'update-a-component', procedure: 'update-a-component' },
  { key: 'restart-a-service', procedure: 'restart-a-service' },
  {
    key: 'scale-by-hand',
    procedure: 'scale-a-service',
    option: 0,
    title: { en: 'Scale a service by hand', fr: 'Adapter le nombre de réplicas à la main' },
  },
  {
    key: 'scale-by-autoscaler',
    procedure: 'scale-a-service',
    option: 1,
    title: { en: 'Scale a service by an autoscaler', fr: 'Adapter le nombre de réplicas par un autoscaler' },
  },
  { key: 'clean-up', procedure: 'clean-up' },
  {
    key: 'rotate-logs',
    procedure: 'read-and-rotate-logs',
    title: { en: 'Rotate logs', fr: 'Faire tourner les journaux' },
  },
  { key: 'high-availability-check', procedure: 'high-availability-check' },
  { key: 'back-up-redis', procedure: 'back-up-redis' },
  {
    key: 'back-up-kubernetes',
    procedure: 'back-up-kubernetes',
    option: 0,
    title: { en: 'Back up Kubernetes', fr: 'Sauvegarder Kubernetes' },
  },
  { key: 'archive-code', procedure: 'archive-code' },
];

/** The nine items of the daily check, and the procedures, as checklists in one language. */
export function shippedChecklists(language: Language): ShippedChecklist[] {
  const { version: _, ...daily } = defaultChecklists(language)[MAINTENANCE_CHECKLIST];
  const procedures = PROCEDURE_LISTS.flatMap(({ key, procedure, option, title }) => {
    const source = PROCEDURES.find((one) => one.key === procedure);
    return source ? [{ key, content: fromProcedure(sourceContent(source, language), option, title?.[language]) }] : [];
  });
  return [{ key: MAINTENANCE_CHECKLIST, content: daily }, ...procedures];
}

function fromProcedure(content: Content, option: number | undefined, title = content.title): ChecklistContent {
  const { prerequisites, diagnosis, mitigation, onFailure } = content.sections;
  const before = [prerequisites, diagnosis, mitigation].filter(Boolean).join('\n\n');
  const items = pathOf(inOrder(content.steps), option).map(({ key, ...step }, index): [string, ChecklistItem] => [
    key,
    { ...toItem(step), position: index + 1 },
  ]);
  return { title, ...(before && { before }), ...(onFailure && { onFailure }), items: Object.fromEntries(items) };
}

/** The steps as they are met when every question is answered with that option. */
function pathOf(steps: Array<Keyed<Step>>, option = 0): Array<Keyed<Step>> {
  const path: Array<Keyed<Step>> = [];
  let at = 0;
  while (at >= 0 && at < steps.length && path.length < steps.length) {
    const step = steps[at];
    const to = step.kind === 'decision' ? step.options[option]?.to : step.to;
    if (step.kind !== 'decision') {
      path.push(step);
    }
    at = to === undefined ? at + 1 : to === END ? steps.length : steps.findIndex(({ key }) => key === to);
  }
  return path;
}

function toItem(step: Step): ChecklistItem {
  const { position, title } = step;
  const text = [step.text, step.kind === 'command' ? fence(step.command, 'bash') : undefined]
    .filter(Boolean)
    .join('\n\n');
  const base = { position, title, ...(text && { instruction: text }) };
  if (step.kind === 'query' && step.comparison !== undefined && step.threshold !== undefined) {
    const { expr, comparison, threshold, unit } = step;
    return { ...base, kind: 'query', expr, comparison, threshold, missing: 'asks', ...(unit && { unit }) };
  }
  return { ...base, kind: 'confirm' };
}

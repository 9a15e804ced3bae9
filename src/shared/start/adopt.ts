import { exampleTasks, emptyPlan, PLAN_NAME, planKind } from '../../domain/maintenance/plan';
import { exampleObjectives } from '../../domain/objective/examples';
import { exampleIndicators } from '../../domain/objective/improvementExamples';
import { OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { definitionOf } from '../../domain/objective/schema';
import { type Language } from '../../domain/text/language';
import { initialObjectives } from '../objectives/useObjectives';
import { sendTo, type Sender } from '../records/useSend';

// Comes with the click: pages that offer the examples do without the domain of objectives.

/** The documents' objectives and indicators become the team's own. */
export function adoptObjectives(sender: Sender, language: Language) {
  const objectives = Object.fromEntries(
    Object.entries(exampleObjectives(language)).map(([key, example]) => [key, definitionOf(example)])
  );
  const command = { type: 'adopt' as const, objectives, indicators: exampleIndicators(language) };
  return sendTo(sender, objectivesKind, OBJECTIVES, command, { initial: initialObjectives });
}

/** The documents' plan of maintenance becomes the team's own, in its zone. */
export function adoptPlan(sender: Sender, language: Language, zone: string) {
  const tasks = exampleTasks(language, zone, new Date().toISOString());
  const initial = () => emptyPlan(language);
  return sendTo(sender, planKind, PLAN_NAME, { type: 'adopt', zone, tasks }, { initial });
}

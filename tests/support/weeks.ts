import { weekName } from '../../src/domain/maintenance/week';
import { localDateOf, weekOf } from '../../src/domain/time/recurrence';

/** The record of this week in the zone of the tests' browsers. */
export function thisWeeksRecord(): string {
  return weekName(weekOf(localDateOf(new Date().toISOString(), 'Europe/Paris')));
}

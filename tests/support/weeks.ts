import { weekName } from '../../src/domain/maintenanceWeek';
import { localDateOf, weekOf } from '../../src/domain/recurrence';

/** The record of this week in the zone of the tests' browsers. */
export function thisWeeksRecord(): string {
  return weekName(weekOf(localDateOf(new Date().toISOString(), 'Europe/Paris')));
}

import { type Incident } from '../../domain/incident/kind';

/** Uid of whoever made the latest entry: their browser does what follows from it, the others leave it alone. */
export function lastAuthor({ timeline, declaredBy }: Incident): string {
  const last = Object.values(timeline).reduce((latest, entry) => (entry.entered > latest.entered ? entry : latest), {
    entered: '',
    by: declaredBy,
  });
  return last.by.uid;
}

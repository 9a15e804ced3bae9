import { type RecordBase, type Shelf } from '../../domain/record/record';
import { noSettings, SETTINGS, type SettingsCommand, settingsKind } from '../../domain/settings/settings';
import { newId } from '../ids';
import { currentPerson } from '../user';
import { type Stored, update } from './store';
import { isNoted } from './witness';

const noted = new Set<string>();

/** Remembers in the settings that this register was saved, once a page load; what cannot be noted now is noted next time. */
export async function noteRegister(shelf: Shelf, { name, record }: Stored<RecordBase>): Promise<void> {
  if (!record || !isNoted(shelf) || noted.has(`${name}|${record.id}`)) {
    return;
  }
  noted.add(`${name}|${record.id}`);
  try {
    await change({ type: 'noteRegister', register: name, record: record.id });
  } catch {
    noted.delete(`${name}|${record.id}`);
  }
}

/** Lets a register begin anew although it was deleted. Throws RequestError or RecordError. */
export async function giveUpRegister(name: string): Promise<void> {
  await change({ type: 'giveUpRegister', register: name });
}

type Draft<C> = C extends unknown ? Omit<C, 'id' | 'at' | 'by'> : never;

async function change(draft: Draft<SettingsCommand>): Promise<void> {
  const command = { ...draft, id: newId(), at: new Date().toISOString(), by: currentPerson() } as SettingsCommand;
  await update(settingsKind, SETTINGS, command, { initial: () => noSettings(newId()) });
}

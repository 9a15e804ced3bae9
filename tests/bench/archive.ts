import { readFile } from 'node:fs/promises';
import { type Browser } from '@playwright/test';
import { Opsbook } from '../opsbook/Opsbook';
import { type Records } from '../support/records';
import { heapOf } from './objectives';
import { type Measure } from './table';
import { visit } from './visit';

const RECORDS = 500;
const AT_ONCE = 10;
const SECONDS_60 = 60_000;
const PATIENCE = 300_000;
const HEAP = 120;

/** Five hundred records out of Grafana as one file, and back after they are gone. */
export async function measureArchive(browser: Browser, url: string, records: Records): Promise<Measure[]> {
  const names: string[] = [];
  await inBatches(Array.from({ length: RECORDS }), async (_, index) => {
    names.push(await records.seedIncident({ title: `Bench of the export ${index}`, services: { quotes: 'quotes' } }));
  });
  const context = await visit(browser, 'admin', { acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const opsbook = new Opsbook(page, url);
  await opsbook.open('backups/records');
  await opsbook.button('Export all records').waitFor();

  let began = performance.now();
  const waiting = page.waitForEvent('download');
  await opsbook.button('Export all records').click();
  const file = await (await waiting).path();
  await page.getByText('The file is made and checked').waitFor();
  const exported = performance.now() - began;
  const exportHeap = await heapOf(page);

  await inBatches(names, (name) => records.remove(name));
  await opsbook.open('backups/records'); // as somebody who comes with the file
  await page.getByLabel('File of records').setInputFiles({
    name: 'bench.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: await readFile(file),
  });
  const write = opsbook.button(/^Write \d+ records$/);
  await write.waitFor();
  began = performance.now();
  await write.click();
  await page.getByText('Restored, read back and compared').waitFor();
  const restored = performance.now() - began;
  const restoreHeap = await heapOf(page);
  await context.close();
  await inBatches(names, (name) => records.remove(name));
  return [
    { name: `${RECORDS} records exported`, unit: 'ms', values: [exported], limit: SECONDS_60 },
    { name: `${RECORDS} records exported: heap`, unit: 'MB', values: [exportHeap], limit: HEAP },
    { name: `${RECORDS} records restored`, unit: 'ms', values: [restored], limit: SECONDS_60 },
    { name: `${RECORDS} records restored: heap`, unit: 'MB', values: [restoreHeap], limit: HEAP },
  ];
}

async function inBatches<T>(items: T[], act: (item: T, index: number) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    await Promise.all(items.slice(start, start + AT_ONCE).map((item, index) => act(item, start + index)));
  }
}

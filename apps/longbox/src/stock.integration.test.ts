import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { waitFor } from '@longbox/testing';
import { openStartedStore, type StartedStore } from './started-store.fixtures.ts';
import { EXPORT_HEADER, samplePrintings } from './stock-files.fixtures.ts';

let store: StartedStore;
/** A printing of the samples, as its line in a pricing export names it. */
let cells: readonly string[];

beforeAll(async () => {
  store = await openStartedStore();
  const prints = await samplePrintings(store.staff, 'MTG', 'mtg');
  const print = prints.find(({ finishes }) => finishes.includes('NORMAL'));
  if (!print) throw new Error('no printing to sell');
  cells = ['7', 'Magic', print.set.code, print.card.name, print.collectorNumber, 'Near Mint', '4', '12.34'];
}, 60_000);

afterAll(() => store.drop(), 30_000);

function write(name: string, rows: readonly (readonly string[])[]): string {
  const path = join(store.folder, name);
  writeFileSync(
    path,
    [EXPORT_HEADER, ...rows.map((row) => row.map((cell) => `"${cell}"`).join(','))].join('\r\n'),
  );
  return path;
}

/** `npm run stock` without npm. */
function run(...args: string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [join(__dirname, 'main.ts'), 'stock', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      LONGBOX_DATA_DIR: store.folder,
      PORT: new URL(store.origin).port,
      LONGBOX_LOG_LEVEL: 'error',
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((done) => {
    child.once('close', (code) => done({ code, said }));
  });
}

const onHand = async () => {
  const { inventoryItems } = await store.staff.run(operations.InventoryOverviewDocument, { first: 10 });
  return inventoryItems?.edges.map(({ node }) => node.onHand);
};

describe('a stock file in a terminal', () => {
  it('is matched and shown, changes nothing before it is applied, and is applied once', async () => {
    const unknown = ['', 'Magic', 'Nowhere', 'Xyzzy Plugh', '1', 'Near Mint', '1', ''];
    const file = write('export.csv', [cells, unknown, [...cells.slice(0, 5), 'Chewed', '1', '']]);
    const shown = await run('preview', file);
    expect(shown.said).toMatch(/100 % {2}3 lines read/);
    expect(shown.said).toMatch(/matched +1 \(1 exact, 0 likely\), 4 pieces\n/);
    expect(shown.said).toMatch(/unmatched +1\n +invalid +1\n/);
    expect(shown.said).toContain('· line 3: UNMATCHED  Xyzzy Plugh, Nowhere, 1: No printing of the catalog');
    expect(shown.said).toContain('· line 4: INVALID');
    expect(shown.code).toBe(0);
    const id = /npm run stock -- apply (\S+)/.exec(shown.said)?.[1] ?? '';
    expect(await onHand()).toEqual([]);

    const applied = await run('apply', id);
    expect(applied.said).toMatch(/100 % {2}1 lines applied/);
    expect(applied.said).toMatch(/status +APPLIED\n +applied +1 of 1 matched lines\n/);
    expect(applied.code).toBe(0);
    await waitFor(async () => (await onHand())?.[0] === 4, { what: 'the pieces', timeoutMs: 15_000 });

    const again = await run('preview', file);
    const second = /npm run stock -- apply (\S+)/.exec(again.said)?.[1] ?? '';
    const refused = await run('apply', second);
    expect(refused.said).toContain(`as the import ${id}: export it anew.`);
    expect(refused.code).toBe(1);
    expect(await run('cancel', second)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/status +CANCELLED\n/),
    });
    expect(await onHand()).toEqual([4]);
  }, 60_000);

  it('that is of another form ends with why', async () => {
    const path = join(store.folder, 'other.csv');
    writeFileSync(path, 'Count,Name\r\n1,Bolt\r\n');
    const { code, said } = await run('preview', path);
    expect(said).toMatch(/status +FAILED\n +problem +.*no column “Product Line”/);
    expect(code).toBe(1);
  }, 30_000);

  it.each([
    [['look', 'x.csv'], 'stock previews a file, and applies or cancels an import by its id'],
    [['preview'], 'stock previews a file, and applies or cancels an import by its id'],
    [['preview', '/nowhere/x.csv'], 'No file is at /nowhere/x.csv.'],
    [['preview', '/nowhere/x.csv', '--store', 'none'], '--store takes one of demo'],
    [['apply', 'x'], 'There is no stock import of this id.'],
  ])(
    'is refused for %j, and says what to do',
    async (args, sentence) => {
      const { code, said } = await run(...args);
      expect(said).toContain(sentence);
      expect(code).toBe(1);
    },
    30_000,
  );
});

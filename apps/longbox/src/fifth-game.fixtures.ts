import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** What a fifth game is in the sources of the catalog: one folder. Its cards are numbered 1, 2, 3, and their feed is a list of printings. */
const FOLDER: Readonly<Record<string, string>> = {
  'game.ts': `import type { CardGame } from '../../../domain/card-game.ts';

export const game: CardGame = {
  code: 'TIDEGATE',
  name: 'Tidegate',
  position: 9000,
  word: 'tidegate',
  productLine: /^tidegate/i,
  padsNumbers: true,
  deckHeadings: ['wardens'],
};
`,
  'source.ts': `import { cardOf, faultOf, printOf } from '../../build-printing.ts';
import type { CardSource, ParsedRecord } from '../../neutral.ts';
import { fieldsOf, flag, line, problem, text } from '../../read-fields.ts';
import { game } from './game.ts';

export const source: CardSource = {
  code: 'TIDEGATE_LIST',
  game,
  files: 'Lists of printings of Tidegate.',
  isReference: () => false,
  parserFor: () => parse,
};

function parse(record: unknown): ParsedRecord {
  const fields = fieldsOf(record);
  const id = line(fields, 'id');
  const name = line(fields, 'name');
  const code = line(fields, 'set');
  const number = line(fields, 'number');
  if (!id || !name || !code || !number) return problem(id, 'The card lacks its id, name, set or number.');
  const set = {
    key: code.toLowerCase(),
    code,
    name: line(fields, 'setName') ?? code,
    releasedOn: null,
    type: null,
    totalCards: null,
    stub: true,
  };
  const card = cardOf({ key: name.toLowerCase(), name, rulesText: text(fields, 'text') });
  const print = printOf({
    key: id,
    collectorNumber: number,
    language: 'EN',
    finishes: flag(fields, 'foil') ? ['NORMAL', 'FOIL'] : ['NORMAL'],
    rarity: line(fields, 'rarity'),
    searchCodes: [code + ' ' + number],
  });
  const fault = faultOf(set, card, print);
  return fault ? problem(id, fault) : { kind: 'printings', recordId: id, printings: [{ set, card, print }] };
}
`,
};

/** A file of its feed; the last record is none of a card. */
const CARDS = [
  { id: 'a', name: 'Warden of the Sluice', set: 'TG1', setName: 'First Tide', number: '7', foil: true },
  { id: 'b', name: 'Brineglass Lantern', set: 'TG1', setName: 'First Tide', number: '12', rarity: 'rare' },
  { id: 'c', set: 'TG1', number: '13' },
];

/**
 * Copies what of the repository generates, imports and serves to a folder, over the packages that are installed here, and adds the fifth game's folder. Answers
 * the file of cards.
 */
export function copyWithFifthGame(folder: string): string {
  for (const name of ['apps', 'gateway', 'packages', 'schema', 'subgraphs', 'infra/generate', 'infra/schema'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  for (const name of ['docs', 'package.json', 'codegen.ts', '.prettierrc.json', 'README.md'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@longbox'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (name !== '@longbox') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  // They lead to the workspaces of the copy.
  for (const name of readdirSync(join(ROOT, 'node_modules/@longbox')))
    symlinkSync(readlinkSync(join(ROOT, 'node_modules/@longbox', name)), join(modules, '@longbox', name));
  const source = join(folder, 'subgraphs/catalog/src/import/sources/tidegate');
  mkdirSync(source);
  for (const [name, text] of Object.entries(FOLDER)) writeFileSync(join(source, name), text);
  const cards = join(folder, 'tidegate.json');
  writeFileSync(cards, JSON.stringify(CARDS));
  return cards;
}

/** Runs the Node.js of this process in a folder, to its end. */
export async function runIn(
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((done) => {
    child.once('close', done);
  });
  return { code, said };
}

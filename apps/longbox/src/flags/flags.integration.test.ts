import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { flags } from '../commands/flags.ts';
import { Life } from '../life.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { FlagsOptions } from './change-flags.ts';

let folder: string;
let file: string;
let settings: Settings;
let lines: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'longbox-flags-'));
  file = join(folder, 'ours.yaml');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  writeFileSync(file, '# why\nflags:\n  move-prices:\n    percentage: 1\n');
  settings = readSettings({ LONGBOX_FLAGS_FILE: file, LONGBOX_DATA_DIR: folder });
  jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
});

/** What the command says; rejects with what it refuses. */
async function said(words: readonly string[], options: FlagsOptions = {}): Promise<string[]> {
  lines = [];
  const life = new Life();
  try {
    await flags(life, settings, words, options);
  } finally {
    await life.end((what, cause) => {
      throw new Error(`${what} did not end`, { cause });
    });
  }
  return lines;
}

describe('flags', () => {
  it('changes a share, switches off and on, and drops; the comments of the file stay', async () => {
    await said(['set', 'move-prices'], { percentage: '12.5' });
    await said(['off', 'move-prices']);
    expect((await said(['list'])).at(-1)).toMatch(/^move-prices +off +12.5 % +0 .*the file$/);
    await said(['on', 'move-prices']);
    expect(readFileSync(file, 'utf8')).toBe('# why\nflags:\n  move-prices:\n    percentage: 12.5\n');
    await said(['drop', 'move-prices']);
    expect(await said(['list'])).toEqual([expect.stringContaining('There are no flags')]);
  });

  it('makes an experiment of what is given variants, and rules of JSON', async () => {
    await said(['set', 'page'], {
      variants: 'control=50 gallery=50',
      percentage: '20',
      rules: '[{"kinds":["staff"],"percentage":100}]',
    });
    expect((await said(['list'])).at(-1)).toMatch(/^page +on +20 % +1 +control=50 gallery=50 +the file$/);
  });

  it('reads and writes a file in the data folder where none is named', async () => {
    settings = readSettings({ LONGBOX_DATA_DIR: folder });
    await said(['set', 'shown'], { percentage: '5', visible: true });
    expect(readFileSync(join(folder, 'flags.yaml'), 'utf8')).toBe(
      'flags:\n  shown:\n    percentage: 5\n    visible: true\n',
    );
  });

  it.each<[string, readonly string[], FlagsOptions, string]>([
    ['no such action', ['forget'], {}, 'flags takes one of these'],
    ['nothing to set', ['set', 'f'], {}, 'Say what to set'],
    ['no number', ['set', 'f'], { percentage: 'half' }, '--percentage takes a number, not half'],
    ['no such share', ['set', 'f'], { percentage: '101' }, 'flags.f.percentage'],
    ['no weights', ['set', 'e'], { variants: 'a=b' }, '--variants takes a number, not b'],
    ['no JSON', ['set', 'f'], { rules: '[' }, '--rules takes the rules'],
    ['no such flag', ['on', 'f'], {}, 'There is no flag or experiment f'],
    ['nothing to drop', ['drop', 'f'], {}, 'the file says nothing of f'],
  ])('says what to do: %s', async (_, words, options, message) => {
    const before = readFileSync(file, 'utf8');
    await expect(said(words, options)).rejects.toThrow(message);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('refuses a file that is named and not there', async () => {
    settings = readSettings({ LONGBOX_FLAGS_FILE: join(folder, 'none.yaml'), LONGBOX_DATA_DIR: folder });
    await expect(said(['list'])).rejects.toThrow('which is not there');
  });
});

import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findFiles } from './find-files.ts';
import { resolveInside } from './resolve-inside.ts';

let base = '';
let root = '';
beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'longbox-folder-')));
  root = join(base, 'import');
  await mkdir(join(root, 'mtg/.hidden'), { recursive: true });
  await mkdir(join(root, 'mtg/b/deep'), { recursive: true });
  await mkdir(join(base, 'import-not'), { recursive: true });
  await writeFile(join(base, 'secret.json'), '[]');
  for (const name of [
    'mtg/b/two.json',
    'mtg/a.jsonl.gz',
    'mtg/b/deep/three.NDJSON',
    'mtg/README.md',
    'mtg/.hidden/x.json',
  ])
    await writeFile(join(root, name), '[]');
  await symlink(join(base, 'secret.json'), join(root, 'mtg/escape.json'));
  await symlink(base, join(root, 'up'));
  await symlink(join(root, 'mtg'), join(root, 'mtg/b/around'));
  await symlink(join(root, 'mtg/a.jsonl.gz'), join(root, 'mtg/c.jsonl.gz'));
  await symlink(join(root, 'nowhere'), join(root, 'mtg/dangling.json'));
});
afterAll(() => rm(base, { recursive: true }));

describe('a path of an import', () => {
  it.each(['mtg', './mtg/../mtg/', 'mtg/a.jsonl.gz', 'mtg/c.jsonl.gz', '', '.'])(
    '%j is inside of the folder',
    async (path) => {
      expect(await resolveInside(root, path)).toMatchObject({
        ok: true,
        value: expect.stringContaining(root),
      });
    },
  );

  it('may be absolute when it leads inside', async () => {
    expect(await resolveInside(root, join(root, 'mtg'))).toEqual({ ok: true, value: join(root, 'mtg') });
  });

  it.each([
    '..',
    '../secret.json',
    '../import-not',
    'mtg/../../secret.json',
    'mtg/escape.json',
    'up/secret.json',
    '/etc/passwd',
    '/',
    'mtg\0',
  ])('%j is refused, because it leads outside', async (path) => {
    expect(await resolveInside(root, path)).toMatchObject({
      ok: false,
      refusals: [
        {
          code: 'UNREADABLE_PATH',
          message: 'The path leads out of the import folder.',
          field: ['input', 'path'],
        },
      ],
    });
  });

  it('is refused when nothing is there, without a word about the disk', async () => {
    for (const path of ['none', 'mtg/dangling.json', 'mtg/a.jsonl.gz/x']) {
      const refused = await resolveInside(root, path);
      expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'UNREADABLE_PATH' }] });
      expect(JSON.stringify(refused)).not.toContain(base);
    }
  });
});

describe('the files of a path', () => {
  it('are the card files of a folder and below in the order of their names, hidden ones and circles left out', async () => {
    const { files, problems } = await findFiles(root, join(root, 'mtg'));
    expect(files.map(({ path }) => path)).toEqual([
      'mtg/a.jsonl.gz',
      'mtg/b/deep/three.NDJSON',
      'mtg/b/two.json',
      'mtg/c.jsonl.gz',
    ]);
    expect(files[0]).toEqual({
      path: 'mtg/a.jsonl.gz',
      location: join(root, 'mtg/a.jsonl.gz'),
      fingerprint: expect.stringMatching(/^2-\d/),
      bytes: 2,
    });
    expect(problems).toEqual([
      { file: 'mtg/dangling.json', message: 'Nothing readable is here.' },
      { file: 'mtg/escape.json', message: 'The link leads out of the import folder.' },
    ]);
  });

  it('are a named file itself, whatever its name', async () => {
    const { files } = await findFiles(root, join(root, 'mtg/README.md'));
    expect(files.map(({ path }) => path)).toEqual(['mtg/README.md']);
  });
});

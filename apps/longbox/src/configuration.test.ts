import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { withConfiguration } from './configuration.ts';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'longbox-configuration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const NONE = join(folder, 'none.yaml');

describe('the file of settings', () => {
  it('says what the environment leaves out, of the gateway and of subgraphs, and is overridden by it', async () => {
    const file = fileOf(
      'a.yaml',
      'PORT: 5000\nLONGBOX_CACHE_MEGABYTES: 8\nLONGBOX_EDGE_LIMITS: false\nCATALOG_IMPORT_DIR: /cards\n',
    );
    const environment = await withConfiguration({
      LONGBOX_CONFIG: file,
      PORT: '6000',
      LONGBOX_CACHE_MEGABYTES: '',
    });
    expect(environment).toMatchObject({ CATALOG_IMPORT_DIR: '/cards' });
    expect(readSettings(environment)).toMatchObject({
      port: 6000,
      cacheBytes: 8 * 1024 * 1024,
      edge: { limits: false, permissions: true },
    });
  });

  it('is the one beside the program when none is named, and may be absent', async () => {
    const file = fileOf('b.yaml', 'LONGBOX_INTROSPECTION: nobody');
    expect(readSettings(await withConfiguration({}, file)).edge.introspection).toBe('nobody');
    const environment = { PORT: '1' };
    expect(await withConfiguration(environment, NONE)).toBe(environment);
  });

  it('is refused when it is wrong, even where the environment overrides it', async () => {
    const file = fileOf(
      'c.yaml',
      '# ports\nPORT: http\nLONGBOX_CASHE_MEGABYTES: 8\nLONGBOX_CONFIG: d.yaml\n',
    );
    await expect(withConfiguration({ LONGBOX_CONFIG: file, PORT: '1' })).rejects.toThrow(
      [
        'c.yaml:2: PORT is "http"; it takes a port from 0 to 65535.',
        'c.yaml:3: LONGBOX_CASHE_MEGABYTES is no setting; did you mean LONGBOX_CACHE_MEGABYTES.',
        'c.yaml:4: LONGBOX_CONFIG is no setting',
      ].join('\n'),
    );
    await expect(withConfiguration({ LONGBOX_CONFIG: NONE })).rejects.toThrow(
      /none\.yaml cannot be read \(ENOENT\)/,
    );
  });
});

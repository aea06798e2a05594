import { describe, expect, it } from '@jest/globals';
import { InvalidEnvironment } from '@longbox/config';
import { reachable, readSettings } from './settings.ts';

describe('the settings', () => {
  it('are those of a whole store on this machine when nothing is set', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      production: false,
      databaseUrls: {},
      subgraphUrls: {},
      logFormat: 'lines',
    });
    expect(settings.dataDir).toMatch(/\/\.longbox$/);
  });

  it('replace one embedded part at a time', () => {
    const given = {
      ORDER_DATABASE_URL: 'postgres://longbox@db:5432/order',
      CATALOG_URL: 'http://catalog:4001/graphql',
      NODE_ENV: 'production',
    };
    expect(readSettings(given)).toMatchObject({
      databaseUrls: { order: given.ORDER_DATABASE_URL },
      subgraphUrls: { catalog: given.CATALOG_URL },
      logFormat: 'json',
    });
  });

  it('refuse what cannot be, naming the variable', () => {
    expect(() => readSettings({ PORT: 'http' })).toThrow(/PORT is "http"/);
    expect(() => readSettings({ LONGBOX_JWT_ISSUERS: 'nowhere' })).toThrow(
      /LONGBOX_JWT_ISSUERS is "nowhere"/,
    );
    expect(() => readSettings({ PORT: 'http', CATALOG_URL: 'x' })).toThrow(InvalidEnvironment);
  });
});

describe('an address to reach', () => {
  it.each([
    ['0.0.0.0', '127.0.0.1'],
    ['::', '127.0.0.1'],
    ['::1', '[::1]'],
    ['shop.example', 'shop.example'],
  ])('of %s is %s', (host, address) => {
    expect(reachable(host)).toBe(address);
  });
});

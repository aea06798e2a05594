import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { connectorOf } from './connectors.ts';

const read = (file: string) => JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as unknown;

describe('the Debezium connectors', () => {
  const { topics } = read('../../schema/events/topics.json') as { topics: { owner: string }[] };
  const owners = [...new Set(topics.map(({ owner }) => owner))].toSorted();

  it('are one for each subgraph that publishes', () => {
    const files = readdirSync(__dirname).filter((name) => name.endsWith('.json'));
    expect(files.toSorted()).toEqual(owners.map((owner) => `${owner}.json`));
  });

  it.each(owners)('is current for %s', (owner) => {
    expect(read(`${owner}.json`)).toEqual(connectorOf(owner));
  });

  it('have names and slots of their own, and no password', () => {
    const all = owners.map(connectorOf);
    for (const option of ['slot.name', 'topic.prefix'])
      expect(new Set(all.map(({ config }) => config[option])).size).toBe(owners.length);
    for (const { config } of all) {
      expect(config['slot.name']).toMatch(/^[a-z0-9_]{1,63}$/);
      expect(config['database.password']).toMatch(/^\$\{env:[A-Z_]+\}$/);
    }
  });

  it('name every transformation that they configure', () => {
    for (const { config } of owners.map(connectorOf)) {
      const named = new Set((config['transforms'] ?? '').split(','));
      const configured = Object.keys(config).flatMap((key) => /^transforms\.([^.]+)\./.exec(key)?.[1] ?? []);
      expect(new Set(configured)).toEqual(named);
    }
  });
});

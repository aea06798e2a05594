import { describe, expect, it } from '@jest/globals';
import { Life, Stopped } from './life.ts';

const nothing = () => undefined;
const ended = (log: string[], what: string) => () => {
  log.push(what);
  return Promise.resolve();
};
const begun = (life: Life, log: string[], what: string) =>
  life.begin(what, () => Promise.resolve(what), ended(log, what));

describe('what was started', () => {
  it('is ended in the opposite order, once', async () => {
    const life = new Life();
    const log: string[] = [];
    for (const what of ['database', 'subgraphs', 'gateway']) await begun(life, log, what);
    await life.end(nothing);
    await life.end(nothing);
    expect(log).toEqual(['gateway', 'subgraphs', 'database']);
  });

  it('is ended although another thing cannot be', async () => {
    const life = new Life();
    const log: string[] = [];
    await begun(life, log, 'database');
    await life.begin(
      'gateway',
      () => Promise.resolve(),
      () => Promise.reject(new Error('it hangs')),
    );
    await life.end((what, error) => log.push(`${what}: ${(error as Error).message}`));
    expect(log).toEqual(['gateway: it hangs', 'database']);
  });

  it('is ended when one of those that were started with it failed, after all of them came through', async () => {
    const life = new Life();
    const log: string[] = [];
    const start = async (name: string) => {
      if (name === 'pricing') throw new Error('no database');
      await new Promise((resolve) => setTimeout(resolve, 10));
      return name;
    };
    await expect(
      life.beginTogether(['pricing', 'order'], start, (name) => ended(log, name)()),
    ).rejects.toThrow('no database');
    await life.end(nothing);
    expect(log).toEqual(['order']);
  });

  it('is ended when the end was asked for during its start, and nothing is started after it', async () => {
    const life = new Life();
    const log: string[] = [];
    const starting = life.begin(
      'database',
      () => new Promise<void>((resolve) => setTimeout(resolve, 10)),
      ended(log, 'database'),
    );
    life.askToStop();
    await expect(starting).rejects.toBeInstanceOf(Stopped);
    await life.end(nothing);
    expect(log).toEqual(['database']);
  });

  it('tells whoever waits why it is over', async () => {
    const life = new Life();
    life.fail(new Error('PostgreSQL is gone'));
    life.askToStop();
    await expect(life.during(new Promise(nothing))).rejects.toThrow('PostgreSQL is gone');
    await expect(life.untilOver()).rejects.toThrow('PostgreSQL is gone');
  });
});

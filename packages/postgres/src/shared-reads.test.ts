import { describe, expect, it } from '@jest/globals';
import { createSharedReads } from './shared-reads.ts';

interface Statement {
  readonly scope: string;
  readonly keys: readonly string[];
  answer(): void;
}

function reads(mostKeys?: number) {
  const sent: Statement[] = [];
  const read = createSharedReads(
    (scope: string, keys: readonly string[]) =>
      new Promise<string[]>((resolve, reject) => {
        const answer = () =>
          keys.includes('bad') ? reject(new Error('bad')) : resolve(keys.map((key) => `${scope}:${key}`));
        sent.push({ scope, keys, answer });
      }),
    { together: (scope) => scope, ...(mostKeys === undefined ? {} : { mostKeys }) },
  );
  return { sent, read };
}
const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('shared reads', () => {
  it('send what is asked for alone at once, and what comes meanwhile together', async () => {
    const { sent, read } = reads();
    const answers = [read('s', ['a']), read('s', ['b']), read('s', ['c']), read('s', ['d', 'e'])];
    expect(sent.map(({ keys }) => keys)).toEqual([['a']]);
    sent[0]?.answer();
    await tick();
    expect(sent.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c', 'd', 'e']]);
    sent[1]?.answer();
    expect(await Promise.all(answers)).toEqual([['s:a'], ['s:b'], ['s:c'], ['s:d', 's:e']]);
  });

  it('never put two stores into one statement', async () => {
    const { sent, read } = reads();
    for (const key of ['a', 'b', 'c']) void read('one', [key]);
    for (const key of ['a', 'b', 'c']) void read('other', [key]);
    for (let index = 0; index < sent.length; index += 1) {
      sent[index]?.answer();
      await tick();
    }
    expect(sent).toHaveLength(4);
    for (const scope of ['one', 'other'])
      expect(sent.filter((each) => each.scope === scope).flatMap(({ keys }) => keys)).toEqual([
        'a',
        'b',
        'c',
      ]);
  });

  it('answer what is asked with a statement that is sent afterwards, never with one under way', async () => {
    const { sent, read } = reads();
    void read('s', ['a']);
    const later = read('s', ['a']);
    sent[0]?.answer();
    await tick();
    expect(sent).toHaveLength(2);
    sent[1]?.answer();
    expect(await later).toEqual(['s:a']);
  });

  it('fail for whose key fails, and for nobody else', async () => {
    const { sent, read } = reads();
    const answers = ['a', 'b', 'c', 'bad', 'd'].map((key) => read('s', [key]));
    const settled = Promise.allSettled(answers);
    for (let index = 0; index < sent.length; index += 1) {
      sent[index]?.answer();
      await tick();
    }
    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('keep a statement to its number of keys, but never split what one asks for', async () => {
    const { sent, read } = reads(3);
    for (const keys of [['a'], ['b'], ['c', 'd'], ['e', 'f'], ['g', 'h', 'i', 'j']]) void read('s', keys);
    for (let index = 0; index < sent.length; index += 1) {
      sent[index]?.answer();
      await tick();
    }
    expect(sent.map(({ keys }) => keys.join(''))).toEqual(['a', 'bcd', 'ef', 'ghij']);
  });
});

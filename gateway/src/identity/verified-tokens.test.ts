import { describe, expect, it } from '@jest/globals';
import { rememberVerified } from './verified-tokens.ts';

/** Tokens that say when they end, in seconds; one that says nothing of the kind is not good. */
function verifier() {
  const clock = { ms: 0 };
  const asked: string[] = [];
  const verify = rememberVerified(
    (token) => {
      asked.push(token);
      const exp = Number(token.split(' ')[1]);
      return exp * 1_000 > clock.ms
        ? Promise.resolve({ sub: token, exp })
        : Promise.reject(new Error('not good'));
    },
    () => clock.ms,
  );
  return { verify, asked, clock };
}

describe('a token that was good', () => {
  it('is not verified again within half a minute, and then it is', async () => {
    const { verify, asked, clock } = verifier();
    expect(await verify('ada 3600')).toEqual(await verify('ada 3600'));
    clock.ms = 29_999;
    await verify('ada 3600');
    expect(asked).toHaveLength(1);
    clock.ms = 30_000;
    await verify('ada 3600');
    expect(asked).toHaveLength(2);
  });

  it('is not taken for another, however alike', async () => {
    const { verify } = verifier();
    expect(await verify('ada 3600')).toMatchObject({ sub: 'ada 3600' });
    expect(await verify('adb 3600')).toMatchObject({ sub: 'adb 3600' });
  });

  it('is verified again when its time is over', async () => {
    const { verify, clock } = verifier();
    await verify('ada 10');
    clock.ms = 9_999;
    await expect(verify('ada 10')).resolves.toMatchObject({ exp: 10 });
    clock.ms = 10_000;
    await expect(verify('ada 10')).rejects.toThrow('not good');
  });
});

it('a token that was not good is verified each time', async () => {
  const { verify, asked } = verifier();
  await expect(verify('ada')).rejects.toThrow('not good');
  await expect(verify('ada')).rejects.toThrow('not good');
  expect(asked).toHaveLength(2);
});

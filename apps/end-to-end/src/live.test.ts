import { beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { print } from 'graphql';
import {
  accepted,
  cartWith,
  checkout,
  checkoutInput,
  eventually,
  putForSale,
  settled,
  type ForSale,
} from './fixtures.ts';
import { clientsOf, storeFacts } from './stack.ts';

const { staff, guest } = clientsOf('live');

let sold: ForSale;
beforeAll(async () => {
  sold = await putForSale(staff, { title: 'Live box', onHand: 1_000, priceMinor: 500 });
});

/** The stream of an order as server-sent events: `id` and `data` of each, until the condition holds. */
async function statuses(
  orderId: string,
  headers: Record<string, string>,
  isEnough: (seen: Seen[]) => boolean,
) {
  const leave = new AbortController();
  const response = await fetch(storeFacts('live').url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'x-store': 'live',
      ...headers,
    },
    body: JSON.stringify({ query: print(operations.OrderStatusDocument), variables: { id: orderId } }),
    signal: leave.signal,
  });
  const seen: Seen[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const [, id = '', data = ''] = /^event: next\nid: (\S+)\ndata: (.*)$/.exec(message) ?? [];
      if (data === '') continue;
      seen.push({
        id,
        order: (JSON.parse(data) as { data: operations.OrderStatusSubscription }).data.orderUpdated,
      });
    }
    if (isEnough(seen)) break;
  }
  leave.abort();
  return seen;
}

interface Seen {
  readonly id: string;
  readonly order: operations.OrderStatusSubscription['orderUpdated'];
}

describe('live', () => {
  it('a shopper sees the cart as it is, each change with its total, and the end once it is bought', async () => {
    const cart = await cartWith(guest, sold.variantId, 1);
    const events = guest.watch(operations.CartChangedDocument, { id: cart.id });
    const next = async () => {
      const step = await events.next();
      return step.done ? undefined : step.value.cartUpdated;
    };
    expect(await next()).toEqual(cart);
    const added = await guest.run(operations.AddCartLinesDocument, {
      cartId: cart.id,
      lines: [{ variantId: sold.variantId, quantity: 2 }],
    });
    expect(await next()).toEqual(accepted(added.addCartLines).cart);
    accepted(await checkout(guest, checkoutInput(cart.id)));
    expect([await next(), await next()]).toEqual([null, undefined]);
  });

  it('staff see an import go on to its end', async () => {
    const { startCatalogImport } = await staff.run(operations.StartCatalogImportDocument, {
      input: { game: 'MTG', path: 'mtg' },
    });
    const id = accepted(startCatalogImport).job?.id ?? '';
    const jobs = [];
    for await (const { catalogImportProgress: job } of staff.watch(operations.ImportProgressDocument, { id }))
      jobs.push(job);
    expect(jobs.at(-1)).toEqual((await staff.run(operations.ImportJobDocument, { id })).catalogImportJob);
    expect(jobs.at(-1)?.status).toBe('COMPLETED');
  });

  it('a shopper who was away goes on after the status that they saw last', async () => {
    const cart = await cartWith(guest, sold.variantId, 1);
    const { order } = accepted(await checkout(guest, checkoutInput(cart.id)));
    const id = order?.id ?? '';
    const [first] = await statuses(id, {}, (seen) => seen.length > 0);
    await settled(guest, id);
    const whole = await eventually(
      'the order to come to rest',
      async () => (await staff.run(operations.OrderDetailDocument, { id })).order?.timeline.length ?? 0,
      (lines) => lines >= 4,
    );
    const missed = await statuses(
      id,
      { 'last-event-id': first?.id ?? '' },
      (seen) => seen.at(-1)?.order?.status === 'CONFIRMED',
    );
    const before = Number(first?.id);
    expect(missed.map((event) => Number(event.id))).toEqual(
      Array.from({ length: missed.length }, (_, i) => before + 1 + i),
    );
    expect(before + missed.length).toBeLessThanOrEqual(whole + 1);
    expect(missed.at(-1)?.order?.lines[0]?.variant).toMatchObject({
      product: { title: 'Live box' },
      price: { price: { amount: 500, currency: 'USD' } },
      availability: { availableToSell: expect.any(Number) },
    });
  });
});

import type { SagaState } from './saga-event.ts';

export const LINE_A = 'line-a';
export const LINE_B = 'line-b';

/** An order of three pieces in two lines for 26.99 USD, just placed. For tests. */
export const PLACED: SagaState = {
  phase: 'RESERVING',
  status: 'PENDING',
  paymentStatus: 'PENDING',
  fulfillmentStatus: 'UNFULFILLED',
  currency: 'USD',
  totalMinor: 2699,
  shippingMinor: 499,
  capturedMinor: 0,
  cancelReason: null,
  cancelNote: null,
  fulfillmentId: null,
  cardLast4: '4242',
  lines: [
    { id: LINE_A, quantity: 2, fulfilled: 0, totalMinor: 1500, sku: 'A', title: 'Angel' },
    { id: LINE_B, quantity: 1, fulfilled: 0, totalMinor: 700, sku: 'B', title: 'Beast' },
  ],
  shipments: [],
};

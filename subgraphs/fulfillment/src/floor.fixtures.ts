import type { OrderConfirmed } from '@longbox/events';
import type { Caller } from '@longbox/identity';
import { confirmedOrder, type Fulfillment, type WantedLine } from './fulfillment.fixtures.ts';

/** What people on the floor do, through the graph. */

interface UserError {
  readonly code: string;
  readonly field: string[] | null;
}

export interface StopView {
  readonly id: string;
  readonly sequence: number;
  readonly bin: string | null;
  readonly quantity: number;
  readonly pickedQuantity: number;
  readonly short: boolean;
  readonly orderIds: string[];
  readonly location: { readonly id: string };
  readonly variant: { readonly id: string };
}

export interface BatchView {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly orders: { readonly id: string }[];
  readonly pickList: { readonly estimatedSeconds: number; readonly stops: StopView[] };
}

export interface ShipmentView {
  readonly id: string;
  readonly status: string;
  readonly trackingNumber: string | null;
  readonly labelUrl: string | null;
  readonly cost: { readonly amount: number; readonly currency: string } | null;
  readonly service: string | null;
  readonly lines: { readonly orderLineId: string; readonly quantity: number }[];
}

export interface BatchAnswer {
  readonly batch: BatchView | null;
  readonly userErrors: UserError[];
}

export interface ShipmentAnswer {
  readonly shipment: ShipmentView | null;
  readonly userErrors: UserError[];
}

export const BATCH = `id number status assignedTo orders { id } pickList { estimatedSeconds stops {
  id sequence bin quantity pickedQuantity short orderIds location { id } variant { id } } }`;
export const SHIPMENT = `id status carrier service trackingNumber trackingUrl labelUrl weightGrams cost { amount currency } order { id }
  lines { orderLineId quantity } packedAt shippedAt trackingEvents { at status description }`;
const ERRORS = 'userErrors { code message field }';

export interface Floor {
  confirm(...wanted: WantedLine[]): Promise<OrderConfirmed>;
  batch(input: object): Promise<BatchAnswer>;
  /** A batch of these orders. Throws when it is refused. */
  opened(...orders: readonly { readonly orderId: string }[]): Promise<BatchView>;
  pick(batchId: string, picks: readonly object[]): Promise<BatchAnswer>;
  pack(input: object): Promise<ShipmentAnswer>;
  label(shipmentId: string, rateId?: string): Promise<ShipmentAnswer>;
  ship(shipmentId: string): Promise<ShipmentAnswer>;
  /** An order of one line of so many pieces in one bin, all of them picked. */
  picked(quantity?: number): Promise<{ readonly order: OrderConfirmed; readonly batch: BatchView }>;
  /** The same with everything in one package. */
  packed(quantity?: number): Promise<{
    readonly order: OrderConfirmed;
    readonly batch: BatchView;
    readonly shipment: ShipmentView;
  }>;
  shipments(orderId: string, caller?: Caller): Promise<ShipmentView[]>;
  batchNow(id: string): Promise<BatchView | null>;
}

export function onTheFloor(fulfillment: Fulfillment, staff: Caller): Floor {
  const ask = async <T>(name: string, signature: string, call: string, shape: string, variables: object) => {
    const document = `mutation (${signature}) { answer: ${name}(${call}) { ${shape} ${ERRORS} } }`;
    return (await fulfillment.ask<{ answer: T }>(staff, document, variables)).answer;
  };
  const batchShape = `batch { ${BATCH} }`;
  const shipmentShape = `shipment { ${SHIPMENT} }`;
  const byInput = <T>(name: string, type: string, shape: string, input: object) =>
    ask<T>(name, `$input: ${type}!`, 'input: $input', shape, { input });

  const floor: Floor = {
    async confirm(...wanted) {
      const order = confirmedOrder(...wanted);
      await fulfillment.deliver(staff.store.id, 'OrderConfirmed', order);
      return order;
    },
    batch: (input) =>
      byInput<BatchAnswer>('createFulfillmentBatch', 'CreateFulfillmentBatchInput', batchShape, input),
    async opened(...orders) {
      const { batch } = await floor.batch({ orderIds: orders.map(({ orderId }) => orderId) });
      if (!batch) throw new Error('the batch was refused');
      return batch;
    },
    pick: (batchId, picks) =>
      byInput<BatchAnswer>('recordPicks', 'RecordPicksInput', batchShape, { batchId, picks }),
    pack: (input) => byInput<ShipmentAnswer>('packOrder', 'PackOrderInput', shipmentShape, input),
    label: (shipmentId, rateId) =>
      ask<ShipmentAnswer>(
        'buyShippingLabel',
        '$id: ID!, $rate: ID',
        'shipmentId: $id, rateId: $rate',
        shipmentShape,
        { id: shipmentId, rate: rateId ?? null },
      ),
    ship: (shipmentId) =>
      ask<ShipmentAnswer>('markShipped', '$id: ID!', 'shipmentId: $id', shipmentShape, { id: shipmentId }),
    async picked(quantity = 2) {
      const order = await floor.confirm({ places: [['A-1', quantity]] });
      const { id } = await floor.opened(order);
      const { batch } = await floor.pick(id, [{ sequence: 1, pickedQuantity: quantity }]);
      if (!batch) throw new Error('the pick was refused');
      return { order, batch };
    },
    async packed(quantity) {
      const { order, batch } = await floor.picked(quantity);
      const { shipment } = await floor.pack({ orderId: order.orderId, weightGrams: 50 });
      if (!shipment) throw new Error('packing was refused');
      return { order, batch, shipment };
    },
    async shipments(orderId, caller = staff) {
      const document = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Order { shipments { ${SHIPMENT} } } } }`;
      const r = [{ __typename: 'Order', id: orderId }];
      const { _entities } = await fulfillment.ask<{ _entities: { shipments: ShipmentView[] }[] }>(
        caller,
        document,
        { r },
      );
      return _entities[0]?.shipments ?? [];
    },
    async batchNow(id) {
      const document = `query ($id: ID!) { fulfillmentBatch(id: $id) { ${BATCH} } }`;
      return (await fulfillment.ask<{ fulfillmentBatch: BatchView | null }>(staff, document, { id }))
        .fulfillmentBatch;
    },
  };
  return floor;
}

import type { Money } from '@longbox/money';
import type { Address } from '../domain/address.ts';

export interface Parcel {
  readonly to: Address;
  readonly weightGrams: number;
  readonly currency: Money['currency'];
}

export interface Rate {
  /** Unique among the rates of one parcel. */
  readonly id: string;
  readonly carrier: string;
  readonly service: string;
  readonly cost: Money;
  readonly days: number;
}

export interface LabelRequest extends Parcel {
  readonly rateId: string;
  /** The same key buys once, however often it is asked. */
  readonly idempotencyKey: string;
  readonly orderNumber: string;
}

export interface Label {
  readonly carrier: string;
  readonly service: string;
  readonly cost: Money;
  readonly trackingNumber: string;
  readonly trackingUrl: string;
  /** An address of the printable label that needs no sign-in. */
  readonly labelUrl: string;
}

/** Those who take packages away. Every call has a deadline of its own; a call that fails throws and has bought nothing. */
export interface Carrier {
  rates(parcel: Parcel): Promise<readonly Rate[]>;
  /** Throws a RangeError for a rate that this parcel does not have. */
  buyLabel(request: LabelRequest): Promise<Label>;
  /** Gives a label back that is not used after all. */
  voidLabel(trackingNumber: string): Promise<void>;
}

import type { Caller } from '@longbox/identity';
import { GraphQLError, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { EdgeContext } from '../executor/context.ts';
import type { Variables } from '../executor/operation.ts';
import { spenderOf } from '../identity/spender.ts';
import { createRates, type Rate, type Rates } from '../rates/gcra.ts';
import { rateLimited } from '../rates/rate-limited.ts';
import type { OperationCost } from './cost.ts';

export type CallerKind = Caller['kind'];

/** What operations may cost. */
export interface Spending {
  /** The most that one operation may cost, by kind of caller. */
  readonly budgets: Readonly<Record<CallerKind, number>>;
  /** What a caller may spend in a minute, by kind; 0: as much as they like. A partner's key may have a rate of its own. */
  readonly perMinute: Readonly<Record<CallerKind, number>>;
}

/** At least twice what the dearest operation of each client in the contract costs with its largest pages (staff: 4,302); there is a test. */
export const DEFAULT_BUDGETS: Spending['budgets'] = {
  anonymous: 5_000,
  customer: 5_000,
  partner: 10_000,
  staff: 20_000,
  system: 20_000,
};

/** No rates: what is right depends on what stands in front (a page of the storefront costs some 50; one address may be a whole school). */
export const NO_RATES: Spending['perMinute'] = { anonymous: 0, customer: 0, partner: 0, staff: 0, system: 0 };

/** An operation that has been parsed and validated. */
export interface ValidOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/** What became of costs. */
export interface CostReport {
  readonly kind: CallerKind;
  readonly estimated: number;
  readonly outcome: 'admitted' | 'too expensive' | 'rate limited';
}

export interface AdmissionOptions {
  /** The cost of an operation of the schema that it was validated with; the same object for the same operation. */
  readonly costOf: (
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ) => OperationCost;
  readonly spending: Spending;
  /** Shared among gateways, or of this process. */
  readonly rates?: Rates;
  readonly onReport?: (report: CostReport) => void;
  /** Who may ask for the schema. Default: everybody. */
  readonly mayIntrospect?: (kind: CallerKind) => boolean;
  /** Whether costs and rates are looked at. Default: they are. */
  readonly counts?: boolean;
}

/** Decides, before an operation is run, whether its caller may spend what it costs, and may ask for the schema where it does. */
export interface Admission {
  /** Why it is refused; undefined when it may be run, and its cost has been taken from what the caller may spend. */
  refusalOf(
    valid: ValidOperation,
    context: EdgeContext,
  ): GraphQLError | undefined | Promise<GraphQLError | undefined>;
  estimate(valid: ValidOperation): number;
  actual(valid: ValidOperation, data: unknown): number;
  readonly budgets: Spending['budgets'];
}

/** What is saved up at most: a minute's worth may be spent at once, or one operation that the budget allows. */
const BURST_MINUTES = 1;

export function createAdmission({
  costOf,
  spending,
  rates = createRates(),
  onReport,
  mayIntrospect = () => true,
  counts = true,
}: AdmissionOptions): Admission {
  const { budgets, perMinute } = spending;
  const of = ({ schema, document, operation }: ValidOperation) => costOf(schema, document, operation);

  function rateOf({ kind }: Caller, ofKey: number | undefined): Rate | undefined {
    const allowed = ofKey ?? perMinute[kind];
    return allowed > 0 ? { perMinute: allowed, burst: Math.max(1, allowed * BURST_MINUTES) } : undefined;
  }

  return {
    budgets,
    estimate: (valid) => of(valid).estimate(valid.variables),
    actual: (valid, data) => of(valid).actual(data, valid.variables),
    refusalOf(valid, { scope: { caller }, sender }) {
      if (!mayIntrospect(caller.kind) && of(valid).introspects) return noIntrospection();
      if (!counts) return undefined;
      const unsaid = of(valid).unsaid(valid.variables);
      if (unsaid !== undefined) return unsized(unsaid);
      const estimated = of(valid).estimate(valid.variables);
      const report = (outcome: CostReport['outcome']) =>
        onReport?.({ kind: caller.kind, estimated, outcome });
      if (estimated > budgets[caller.kind]) {
        report('too expensive');
        return tooExpensive(estimated, budgets[caller.kind]);
      }
      const rate = rateOf(caller, sender?.costPerMinute);
      if (!rate) {
        report('admitted');
        return undefined;
      }
      // What costs nothing takes a request nevertheless.
      const spent = rates.spend(spenderOf(caller, sender?.address), Math.max(1, estimated), rate);
      const judge = (each: Awaited<typeof spent>) => {
        report(each.isAllowed ? 'admitted' : 'rate limited');
        return each.isAllowed
          ? undefined
          : rateLimited('You have asked for too much lately', each.retryAfterMs);
      };
      return spent instanceof Promise ? spent.then(judge) : judge(spent);
    },
  };
}

function noIntrospection(): GraphQLError {
  return new GraphQLError('The schema is not told here: read its documentation.', {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

function unsized(sentence: string): GraphQLError {
  return new GraphQLError(sentence, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}

function tooExpensive(estimated: number, budget: number): GraphQLError {
  return new GraphQLError(
    `The operation would cost ${Math.round(estimated)}; ${budget} are allowed. Ask for smaller pages, or for less of each item.`,
    { extensions: { code: 'OPERATION_TOO_EXPENSIVE', http: { status: 400 } } },
  );
}

import type { EdgeContext } from '../executor/context.ts';
import { told } from '../errors.ts';
import type { Admission, ValidOperation } from '../limits/admission.ts';
import type { Labels, OperationMetrics } from './metrics.ts';
import type { Sender } from './labels.ts';

/** An operation that was answered. */
export interface Answered {
  /** What was asked; absent where it was none. */
  readonly valid?: ValidOperation | undefined;
  readonly data?: unknown;
  readonly errors?: readonly Parameters<typeof told>[0][] | undefined;
  readonly context: EdgeContext;
}

/** Hears of each operation that was answered; live ones are left out. */
export type OperationObserver = (answered: Answered) => void;

/** Counts operations: how long they took, the errors in their answers, and what they came to. */
export function createOperationObserver(
  metrics: OperationMetrics,
  labelsOf: (sender: Sender) => Labels,
  admission: Pick<Admission, 'actual'>,
): OperationObserver {
  return ({ valid, data, errors = [], context: { scope, sender } }) => {
    const { kind } = scope.caller;
    const labels = labelsOf({ kind, client: sender?.client, operation: valid?.operation.name?.value });
    if (sender?.began !== undefined) metrics.answered(labels, (performance.now() - sender.began) / 1_000);
    for (const error of errors) metrics.failed(labels, told(error).extensions.code);
    if (valid && data) metrics.cost(kind, admission.actual(valid, data));
  };
}

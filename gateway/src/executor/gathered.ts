import type { ExecutionResult } from 'graphql';
import { finish } from './finish.ts';
import type { Gathered } from './operation.ts';
import type { Run } from './plan/run.ts';
import type { Variant } from './prepare.ts';
import { AnswerText } from './text/answer-text.ts';

const BEGIN = Buffer.from('{"data":');
/** With the line's end that Apollo Server puts there. */
const END = Buffer.from('}\n');

const text = new AnswerText();

/** What a run of a plan has gathered. It is shaped, or written, when it is asked for, and once. */
export class GatheredRun implements Gathered {
  readonly #run: Run;
  readonly #variant: Variant;
  #result: ExecutionResult | undefined;
  #text: string | undefined;

  constructor(run: Run, variant: Variant) {
    this.#run = run;
    this.#variant = variant;
  }

  result(): ExecutionResult {
    return (this.#result ??= finish(this.#run, this.#variant));
  }

  text(): string | undefined {
    return (this.#text ??= this.#written());
  }

  get data(): unknown {
    return this.#variant.clientNames.size > 0 ? this.result().data : this.#run.data;
  }

  #written(): string | undefined {
    if (this.#run.errors.length > 0) return undefined;
    text.begin();
    text.put(BEGIN);
    if (!this.#variant.write(this.#run.data, text)) return undefined;
    text.put(END);
    return text.take();
  }
}

/** What was not run, and why. */
export function notRun(result: ExecutionResult): Gathered {
  return { result: () => result, text: () => undefined, data: undefined };
}

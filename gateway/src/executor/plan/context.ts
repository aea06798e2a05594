import type { FetchNode } from '@apollo/query-planner';
import type { VariableDefinitionNode } from 'graphql';
import type { Asked } from './asked.ts';
import type { Requirements } from '../planner/requirements.ts';
import type { NameInSubgraph } from './representation.ts';
import type { Sources } from './run.ts';
import type { IsOfType } from './types.ts';

/** What the nodes of a plan are compiled with. */
export interface CompileContext {
  readonly sources: Sources;
  readonly isOfType: IsOfType;
  /** The fetches that are sent for one of the plan. */
  readonly restore: (fetch: FetchNode) => readonly FetchNode[];
  readonly nameInSubgraph: NameInSubgraph;
  readonly requirements: Requirements;
  /** Names of fields that the planner may add to a selection. */
  readonly plannedNames: ReadonlySet<string>;
  /** Of the client's variables. */
  readonly definitions: readonly VariableDefinitionNode[];
  /** What the client asks for, where that depends on types. */
  readonly asked: Asked | undefined;
}
